import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type TestWorld } from '../../../tests/support/world.ts';
import { freshDatabase, type FreshDatabase } from '../../../tests/support/database.ts';
import { openDatabase, type Database } from '../database.ts';
import { lockSeconds, NAME_POLICY } from './policy.ts';
import {
  countFailure,
  forgetFailures,
  secondsLocked,
  uncountFailure,
  type ThrottleKey,
} from './throttle.ts';

describe('the lock', () => {
  it.each([
    [4, 0],
    [5, 30],
    [6, 60],
    [7, 120],
    [8, 240],
    [9, 480],
    [10, 900],
    [11, 900],
    [10_000, 900],
  ])('of a name lasts after %i failures %i s', (failures, seconds) => {
    expect(lockSeconds(NAME_POLICY, failures)).toBe(seconds);
  });
});

describe('counting', () => {
  let database: FreshDatabase;
  let db: Database;
  let close: () => Promise<void>;
  let world: TestWorld;
  beforeAll(async () => {
    database = await freshDatabase();
    ({ db, close } = openDatabase(database.url, { onError: () => undefined }));
    world = testWorld();
  });
  afterAll(async () => {
    await close();
    await database.drop();
  });
  let keys = 0;
  const newKey = (): ThrottleKey => ({ kind: 'name', of: String((keys += 1)) });
  const fail = (key: ThrottleKey) =>
    db.transaction().execute((tx) => countFailure(tx, world, key, NAME_POLICY));

  it('says which failure locks, and counts nothing while locked', async () => {
    const key = newKey();
    for (let n = 1; n < 5; n += 1) {
      expect(await fail(key)).toEqual({ counted: true, locks: false });
    }
    expect(await fail(key)).toEqual({ counted: true, locks: true });
    expect(await fail(key)).toEqual({ counted: false, locks: false });
    expect(await secondsLocked(db, world, key, NAME_POLICY)).toBe(30);
    world.pass(30);
    expect(await secondsLocked(db, world, key, NAME_POLICY)).toBe(0);
    expect(await fail(key)).toEqual({ counted: true, locks: true });
    expect(await secondsLocked(db, world, key, NAME_POLICY)).toBe(60);
  });

  it('forgets one failure after each hour of quiet', async () => {
    const key = newKey();
    for (let n = 0; n < 4; n += 1) await fail(key);
    world.pass(2 * NAME_POLICY.forgetAfter);
    expect((await fail(key)).locks).toBe(false);
    expect((await fail(key)).locks).toBe(false);
    expect((await fail(key)).locks).toBe(true);
  });

  it('locks nobody for longer, and counts nothing more, when the clock is set back', async () => {
    const key = newKey();
    const fail = () => db.transaction().execute((tx) => countFailure(tx, world, key, NAME_POLICY));
    const locked = () => secondsLocked(db, world, key, NAME_POLICY);
    for (let n = 1; n < NAME_POLICY.limit; n += 1) await fail();
    world.pass(-3600);
    expect(await fail()).toEqual({ counted: true, locks: true });
    expect(await locked()).toBe(30);
    world.pass(-3600);
    // The lock ends in an hour and half a minute of this clock; but no lock lasts longer than a quarter of an hour.
    expect(await locked()).toBe(0);
    expect(await fail()).toEqual({ counted: true, locks: true });
    expect(await locked()).toBe(60);
    // What hours forget they forget in spite of all.
    world.pass(3 * 3600);
    expect(await fail()).toEqual({ counted: true, locks: false });
  });

  it('keeps keys and kinds apart', async () => {
    const name = newKey();
    for (let n = 0; n < 5; n += 1) await fail(name);
    expect(await secondsLocked(db, world, { ...name, kind: 'browser' }, NAME_POLICY)).toBe(0);
    expect(await secondsLocked(db, world, newKey(), NAME_POLICY)).toBe(0);
  });

  it('takes a failure back together with the lock it brought', async () => {
    const key = newKey();
    for (let n = 0; n < 5; n += 1) await fail(key);
    await db.transaction().execute((tx) => uncountFailure(tx, key, NAME_POLICY));
    expect(await secondsLocked(db, world, key, NAME_POLICY)).toBe(0);
    expect((await fail(key)).locks).toBe(true);
    await db.transaction().execute((tx) => forgetFailures(tx, key));
    for (let n = 1; n < 5; n += 1) expect((await fail(key)).locks).toBe(false);
  });

  it('keeps hashes only, and not for ever', async () => {
    const key: ThrottleKey = { kind: 'name', of: 'somebody-in-the-clear' };
    await fail(key);
    const rows = await db.selectFrom('sign_in_throttle').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('somebody');
    world.pass(3 * 24 * 3600);
    await fail(newKey());
    expect(await db.selectFrom('sign_in_throttle').selectAll().execute()).toHaveLength(1);
  });
});
