import { expect, it } from 'vitest';
import { eventually } from '../../tests/support/lock.ts';
import { Collected } from './collected.ts';

/** Readings that wait until they are let go. */
function source() {
  const readings: { keys: readonly string[]; end: (error?: Error) => void }[] = [];
  const read = (keys: readonly string[]) =>
    new Promise<Map<string, string>>((resolve, reject) => {
      readings.push({
        keys,
        end: (error) => {
          if (error === undefined) resolve(new Map(keys.map((key) => [key, `of ${key}`])));
          else reject(error);
        },
      });
    });
  return { readings, collected: new Collected(read) };
}
const turn = () => new Promise(setImmediate);

it('reads for somebody alone at once, and for all who come meanwhile together', async () => {
  const { readings, collected } = source();
  const answers = Array.from({ length: 40 }, (_, i) => collected.of(`k${String(i % 20)}`));
  expect(readings.map(({ keys }) => keys)).toEqual([['k0']]);
  readings[0]?.end();
  await turn();
  // Nobody gets what was read before they asked, and nothing is read twice in one go.
  expect(readings[1]?.keys).toHaveLength(20);
  readings[1]?.end();
  const expected = Array.from({ length: 40 }, (_, i) => `of k${String(i % 20)}`);
  expect(await Promise.all(answers)).toEqual(expected);
});

it('waits for a slow reading only a while, and for a few of them until one ends', async () => {
  const { readings, collected } = source();
  const answers: Promise<string | undefined>[] = [];
  const ask = (key: string) => answers.push(collected.of(key));
  for (const key of ['a', 'b', 'c', 'd']) {
    ask(key);
    await eventually(() => readings.length === answers.length);
  }
  ask('e');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(readings.map(({ keys }) => keys)).toEqual([['a'], ['b'], ['c'], ['d']]);
  readings[2]?.end();
  await turn();
  expect(readings[4]?.keys).toEqual(['e']);
  for (const { end } of readings) end();
  expect(await Promise.all(answers)).toEqual(['of a', 'of b', 'of c', 'of d', 'of e']);
});

it('says so to all who asked when it cannot be read, and reads on', async () => {
  const { readings, collected } = source();
  const first = collected.of('a');
  const failed = Promise.allSettled([collected.of('e'), collected.of('f')]);
  readings[0]?.end();
  await turn();
  const again = collected.of('e');
  readings[1]?.end(new Error('gone'));
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await turn();
  readings[2]?.end();
  expect(await again).toBe('of e');
  expect(await first).toBe('of a');
});
