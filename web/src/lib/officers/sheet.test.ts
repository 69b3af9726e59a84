import { describe, expect, it } from 'vitest';
import { EnteredPaper } from '../../../../server/contract/paper/schemas.ts';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { paperSchemaOf } from '../../../../server/domain/round/paper.ts';
import {
  EMPTY_SHEET,
  itemOfKey,
  keyOfItem,
  markedOn,
  numberFields,
  numberIn,
  paperOf,
  sheetOf,
  switched,
  toggled,
  wrongNumbers,
} from './sheet.ts';

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const choose = roundDefinition.parse({ kind: 'choose', seats: 1, items, majority: [] });
const election = roundDefinition.parse({ kind: 'election', seats: 1, items, majority: [] });
const scorecard = roundDefinition.parse({
  kind: 'scorecard',
  items,
  indicators: [
    { id: '质量', min: 0, max: 100, weight: '1/2' },
    { id: '速度', min: 0, max: 100, weight: '1/2' },
  ],
});
const rank = roundDefinition.parse({ kind: 'rank', seats: 2, items });
const rating = roundDefinition.parse({
  kind: 'rating',
  items,
  scale: [{ id: 'good' }, { id: 'poor' }],
});

describe('keys of the items', () => {
  it('name thirty-five items and never 0, Enter or nothing', () => {
    const keys = Array.from({ length: 35 }, (_, index) => keyOfItem(index));
    expect(new Set(keys).size).toBe(35);
    keys.forEach((key, index) => expect(itemOfKey(key!)).toBe(index));
    expect(keyOfItem(35)).toBeNull();
    for (const key of ['0', 'Enter', '', '=', ' ']) expect(itemOfKey(key)).toBeNull();
    expect(itemOfKey('B')).toBe(itemOfKey('b'));
  });
});

describe('a sheet', () => {
  it('switches an item through every mark and back to blank', () => {
    let sheet = EMPTY_SHEET;
    const seen = [];
    for (let i = 0; i < 4; i += 1) {
      sheet = switched(sheet, 'a');
      seen.push(sheet.words['a']);
    }
    expect(seen).toEqual(['for', 'against', 'illegible', undefined]);
    expect(paperOf(choose, sheet)).toEqual({ marks: {} });
  });

  it('takes an over-marked paper as it stands', () => {
    const sheet = switched(switched(EMPTY_SHEET, 'a'), 'b');
    expect(markedOn(sheet)).toBe(2);
    expect(paperOf(choose, sheet)).toEqual({ marks: { a: 'for', b: 'for' } });
  });

  it('keeps nothing of a wholly illegible paper, and marking takes that back', () => {
    const sheet = { ...switched(EMPTY_SHEET, 'a'), illegible: true };
    expect(paperOf(choose, sheet)).toEqual({ marks: {}, illegible: true });
    expect(toggled(sheet, 'b', 'for').illegible).toBe(false);
  });

  it('takes names written in, each once, in elections only', () => {
    const sheet = { ...EMPTY_SHEET, writeIns: ' 样例甲 \n\n样例乙\n样例甲' };
    expect(paperOf(election, sheet)).toEqual({ marks: {}, writeIns: ['样例甲', '样例乙'] });
    expect(paperOf(choose, sheet)).toEqual({ marks: {} });
  });

  it('reads numbers as people write them and nothing else', () => {
    expect(
      ['80', '80.5', '80．25', '-1', ' 7 '].map((text) => numberIn('scorecard', text)),
    ).toEqual([80, 80.5, 80.25, -1, 7]);
    for (const text of ['', '8.', '1.234', '八', '1e3'])
      expect(numberIn('scorecard', text)).toBeNull();
    expect(numberIn('rank', '3')).toBe(3);
    for (const text of ['0', '1.5', '-1']) expect(numberIn('rank', text)).toBeNull();
  });

  it('sends scores that are missing or out of range as they stand', () => {
    const [first, second] = numberFields(scorecard as never);
    const sheet = { ...EMPTY_SHEET, numbers: { [first!.key]: '120', [second!.key]: 'x' } };
    expect(wrongNumbers(scorecard, sheet)).toEqual([second!.key]);
    expect(paperOf(scorecard, sheet)).toEqual({ marks: { a: { 质量: 120 } } });
    expect(paperOf(rank, { ...EMPTY_SHEET, numbers: { a: '1', b: '1' } })).toEqual({
      marks: { a: 1, b: 1 },
    });
  });

  it.each([
    [choose, { marks: { a: 'for', b: 'against', c: 'illegible' } }],
    [choose, { marks: {}, illegible: true }],
    [election, { marks: { a: 'against' }, writeIns: ['样例甲'] }],
    [rating, { marks: { a: 'good', b: 'illegible' } }],
    [scorecard, { marks: { a: { 质量: 80.5, 速度: 0 }, c: { 速度: 120 } } }],
    [rank, { marks: { c: 1, a: 2 } }],
  ] as const)('is what was entered when it is taken up again: %#', (definition, paper) => {
    const again = paperOf(definition, sheetOf(definition, paper as EnteredPaper));
    expect(again).toEqual(paper);
    expect(EnteredPaper.safeParse(again).success).toBe(true);
    expect(paperSchemaOf(definition).safeParse(again).success).toBe(true);
  });
});
