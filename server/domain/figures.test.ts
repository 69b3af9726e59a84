import { describe, expect, test } from 'vitest';
import { brokenIdentities, unreturned } from './figures.ts';

const good = {
  enrolled: 50,
  present: 46,
  issued: 46,
  collected: 45,
  valid: 44,
  invalid: 1,
  seats: 1,
  items: [
    { id: 'p01', for: 30, against: 10, abstain: 3, void: 1 },
    { id: 'p02', for: 14, against: 20, abstain: 10 },
  ],
};

describe('entered figures', () => {
  test('that fit together have nothing to say', () => {
    expect(brokenIdentities(good)).toEqual([]);
    expect(unreturned(good)).toBe(1);
  });

  test.each([
    ['present above enrolled', { present: 51 }, ['present']],
    ['issued above present', { present: 45 }, ['issued']],
    ['valid and invalid not all', { invalid: 2 }, ['valid']],
    [
      'an item that does not add up',
      { items: [{ ...good.items[0], against: 11 }, good.items[1]] },
      ['items[0]'],
    ],
    [
      'more approvals than papers can hold',
      { items: [good.items[0], { ...good.items[1], for: 24, abstain: 0 }] },
      ['items'],
    ],
    ['keys pressed and not pressed', { keypad: { pressed: 40, notPressed: 5 } }, ['keypad']],
    ['a negative number', { collected: -1 }, ['collected']],
    ['an unknown key', { colour: 1 }, ['colour']],
  ])('%s', (_, change, paths) => {
    const broken = brokenIdentities({ ...good, ...change });
    expect(broken.map(({ path }) => path)).toEqual(paths);
    expect(broken.every(({ level, reason }) => level === 'refusal' && reason !== '')).toBe(true);
  });

  test('paper stock that does not come out is a warning to be explained', () => {
    const stock = { printed: 60, destroyed: 10, specimens: 3, spoiled: 1 };
    expect(brokenIdentities({ ...good, stock })).toEqual([]);
    const broken = brokenIdentities({ ...good, stock: { ...stock, printed: 61 } });
    expect(broken).toMatchObject([{ path: 'stock.printed', level: 'warning' }]);
  });

  test('more collected than issued is for the count to say', () => {
    expect(brokenIdentities({ ...good, collected: 47, valid: 44, invalid: 3 })).toEqual([]);
  });
});
