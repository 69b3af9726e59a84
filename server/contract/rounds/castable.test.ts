import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, voteOf, type Hall } from '../../../tests/support/hall.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';
import { RoundBody } from './schemas.ts';

const items = (n: number, id: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => ({ id: id(i), title: `样例${String(i)}` }));
const pathsOf = (definition: RoundDefinitionInput): string[] =>
  (RoundBody.safeParse({ title: '样例', definition }).error?.issues ?? []).map(({ path }) =>
    path.slice(1).join('.'),
  );

describe('a round whose papers no tablet could send', () => {
  it.each<[string, RoundDefinitionInput, string]>([
    [
      'an id too long',
      { kind: 'each', items: items(1, () => 'x'.repeat(65)), majority: [] },
      'items.0.id',
    ],
    [
      'half a character',
      { kind: 'each', items: items(1, () => 'x\ud800'), majority: [] },
      'items.0.id',
    ],
    ['a zero byte', { kind: 'each', items: items(1, () => 'x\u0000'), majority: [] }, 'items.0.id'],
    ['too many items', { kind: 'each', items: items(201, String), majority: [] }, 'items'],
    ['places without end', { kind: 'rank', items: items(2, String), seats: 2 ** 40 }, 'seats'],
    [
      'a grade too long',
      { kind: 'rating', items: items(1, String), scale: [{ id: 'g'.repeat(61) }] },
      'scale.0.id',
    ],
    [
      'a paper too large',
      { kind: 'each', items: items(200, (i) => `${String(i)}${'项'.repeat(60)}`), majority: [] },
      'items',
    ],
  ])('is refused as a draft: %s', (_, definition, path) => {
    expect(pathsOf(definition)).toEqual([path]);
  });
});

describe('the largest papers that are let in', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall({ deputies: 1 });
  });
  afterAll(() => hall.close());

  it('go through a socket', async () => {
    const long = items(150, (i) => `${String(i).padStart(3, '0')}${'项'.repeat(61)}`);
    const roundId = await hall.round({ kind: 'each', items: long, majority: [] });
    await hall.press(roundId, 'open');
    const tablet = await hall.tablet(hall.deputies[0]!);
    const marks = Object.fromEntries(long.map(({ id }) => [id, 'against']));
    expect(await tablet.vote(voteOf(roundId, marks))).toMatchObject({ outcome: 'recorded' });
  });
});
