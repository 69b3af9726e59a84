import { randomBytes, randomUUID } from 'node:crypto';

/** What the outside world gives: the time and randomness. Passed in, so that tests can choose both. */
export type World = {
  now: () => Date;
  uuid: () => string;
  /** Cryptographic random bytes. */
  bytes: (length: number) => Buffer;
};

export const realWorld: World = {
  now: () => new Date(),
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
};

/** A moment `seconds` after `from`. */
export function after(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}
