import { expect, it } from 'vitest';
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

it('reads for somebody alone at once, and for many together once some are under way', async () => {
  const { readings, collected } = source();
  const answers = Array.from({ length: 40 }, (_, i) => collected.of(`k${String(i % 20)}`));
  expect(readings.map(({ keys }) => keys)).toEqual([['k0'], ['k1'], ['k2'], ['k3']]);
  readings[0]?.end();
  await turn();
  // Nobody gets what was read before they asked, and nothing is read twice in one go.
  expect(readings[4]?.keys).toHaveLength(20);
  for (const { end } of readings) end();
  const expected = Array.from({ length: 40 }, (_, i) => `of k${String(i % 20)}`);
  expect(await Promise.all(answers)).toEqual(expected);
});

it('says so to all who asked when it cannot be read, and reads on', async () => {
  const { readings, collected } = source();
  const first = ['a', 'b', 'c', 'd'].map((key) => collected.of(key));
  const later = [collected.of('e'), collected.of('f')];
  const failed = Promise.allSettled(later);
  readings[0]?.end();
  await turn();
  readings[4]?.end(new Error('gone'));
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = collected.of('e');
  for (const { end } of readings) end();
  await turn();
  for (const { end } of readings) end();
  expect(await again).toBe('of e');
  expect(await Promise.all(first)).toEqual(['of a', 'of b', 'of c', 'of d']);
});
