import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Lets what is ready run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('are so many at once for each key, in order, and no key waits for another', async () => {
    const turns = new Turns(2, 10);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const ask = (key: string, name: string) =>
      void turns.take(key).then((end) => {
        begun.push(name);
        ends.set(name, end!);
      });
    for (const name of ['a1', 'a2', 'a3', 'a4']) ask('a', name);
    ask('b', 'b1');
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    ends.get('a2')!();
    ends.get('a2')!(); // A second time ends nobody else's.
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    for (const name of ['a1', 'a3', 'b1']) ends.get(name)!();
    await settled();
    ends.get('a4')!();
    expect(begun.at(-1)).toBe('a4');
    expect(turns.held).toBe(0);
  });

  it('are refused beyond a number of those who wait', async () => {
    const turns = new Turns(1, 2);
    const end = await turns.take('a');
    const second = turns.take('a');
    const third = turns.take('a');
    expect(await turns.take('a')).toBeUndefined();
    expect(await turns.take('b')).toBeDefined();
    end!();
    (await second)!();
    (await third)!();
    expect(await turns.take('a')).toBeDefined();
  });
});
