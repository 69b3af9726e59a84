/**
 * How wrong passwords and codes are slowed down. The count leaks, so that an occasional slip is forgotten
 * by itself; the lock after too many grows with every further failure up to the longest.
 */
export type ThrottlePolicy = {
  /** The failure from which on the key is locked. */
  limit: number;
  /** First lock and longest lock, in seconds. */
  firstLock: number;
  longestLock: number;
  /** Seconds of quiet after which one failure is forgotten. */
  forgetAfter: number;
};

/** One login name at one network, one browser, or one person typing pairing codes: 5 failures, then 30 s, 1 min, 2 min … 15 min. */
export const NAME_POLICY: ThrottlePolicy = {
  limit: 5,
  firstLock: 30,
  longestLock: 15 * 60,
  forgetAfter: 3600,
};

/** How long (seconds) a key is locked by its `failures`-th failure; 0 as long as it isn't. */
export function lockSeconds(policy: ThrottlePolicy, failures: number): number {
  if (failures < policy.limit) return 0;
  return Math.min(policy.longestLock, policy.firstLock * 2 ** (failures - policy.limit));
}
