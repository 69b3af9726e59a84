import { createHash } from 'node:crypto';
import { after, type World } from '../clock.ts';
import type { Connection, Tx } from '../database.ts';
import { lockSeconds, type ThrottlePolicy } from './policy.ts';
import {
  addFailure,
  deleteStale,
  lockedUntil,
  lockUntil,
  removeFailure,
  resetFailures,
} from './throttle.repo.ts';

/** What is counted: a login name at a network, a browser, a person who pairs screens. Kept as a hash only. */
export type ThrottleKey = { kind: 'name' | 'browser' | 'pairing'; of: string };

/** Longer than any lock and any count lasts. */
const STALE_AFTER = 2 * 24 * 3600;

function hashOf({ kind, of }: ThrottleKey): Buffer {
  return createHash('sha256').update(`${kind}:${of}`).digest();
}

/**
 * Seconds until this key may be tried again; 0 when it isn't locked. A lock that would last longer than the longest
 * one was made by a clock that has been set back since: it holds nobody up.
 */
export async function secondsLocked(
  db: Connection,
  world: World,
  key: ThrottleKey,
  policy: ThrottlePolicy,
): Promise<number> {
  const now = world.now();
  const until = await lockedUntil(db, hashOf(key), now, after(now, policy.longestLock));
  return until === undefined ? 0 : Math.ceil((until.getTime() - now.getTime()) / 1000);
}

/**
 * Counts a failure. `counted: false` when the key is locked already (nothing is counted then); `locks`
 * says that this failure was the one too many.
 */
export async function countFailure(
  tx: Tx,
  world: World,
  key: ThrottleKey,
  policy: ThrottlePolicy,
): Promise<{ counted: boolean; locks: boolean }> {
  const now = world.now();
  await deleteStale(tx, after(now, -STALE_AFTER));
  const failures = await addFailure(tx, hashOf(key), now, policy);
  if (failures === undefined) return { counted: false, locks: false };
  const seconds = lockSeconds(policy, failures);
  if (seconds === 0) return { counted: true, locks: false };
  await lockUntil(tx, hashOf(key), after(now, seconds));
  return { counted: true, locks: true };
}

/** Takes back a failure that was counted before the attempt turned out right. */
export async function uncountFailure(
  tx: Tx,
  key: ThrottleKey,
  policy: ThrottlePolicy,
): Promise<void> {
  await removeFailure(tx, hashOf(key), policy.limit);
}

/** Forgets the failures of a key: its owner has proved who they are. */
export async function forgetFailures(tx: Tx, key: ThrottleKey): Promise<void> {
  await resetFailures(tx, hashOf(key));
}
