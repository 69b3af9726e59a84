import { describe, expect, it } from 'vitest';
import { countableByHand } from '../../../../server/domain/count/byHand.ts';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import {
  brokenIn,
  emptyFields,
  fieldsOfFigures,
  needsNoCount,
  readFigures,
  sumOf,
  whole,
  type FigureFields,
} from './figures.ts';

const parsed = roundDefinition.parse({
  kind: 'election',
  seats: 1,
  items: [{ id: 'a' }, { id: 'b' }],
  majority: [],
});
if (!countableByHand(parsed)) throw new Error('an election is counted by hand');
const definition = parsed;

const filled: FigureFields = {
  figures: { enrolled: '10', present: '9', issued: '9', collected: '9', valid: '8', invalid: '1' },
  items: [
    { for: '5', against: '2', abstain: '1', void: '' },
    { for: '２', against: '5', abstain: '1', void: '0' },
  ],
  writeIns: [{ name: ' 样例 ', for: '1' }],
};

describe('figures of a ballot counted by hand', () => {
  it('are read with what is still missing and what is no number', () => {
    expect(readFigures(definition, emptyFields(definition))).toEqual({
      ok: false,
      missing: 12,
      wrong: 0,
    });
    const wrong = { ...filled, figures: { ...filled.figures, valid: '8.5' } };
    expect(readFigures(definition, wrong)).toEqual({ ok: false, missing: 0, wrong: 1 });
    expect(['７', ' 12 ', '-1', '1e3', '', '12345678'].map(whole)).toEqual([
      7,
      12,
      null,
      null,
      null,
      null,
    ]);
  });

  it('make the body that is sent, and can be taken up again', () => {
    const read = readFigures(definition, filled);
    if (!read.ok) throw new Error('everything is filled in');
    expect(read.body.counted).toEqual({
      valid: 8,
      invalid: 1,
      items: [
        { id: 'a', for: 5, against: 2, abstain: 1, void: 0 },
        { id: 'b', for: 2, against: 5, abstain: 1, void: 0 },
      ],
      writeIns: [{ name: '样例', for: 1 }],
    });
    const again = readFigures(definition, fieldsOfFigures(definition, read.body));
    expect(again).toEqual(read);
    expect(brokenIn(definition, read.body, { enrolled: 10, present: 9 })).toEqual([]);
    expect(brokenIn(definition, read.body, { enrolled: 11, present: 9 })).toMatchObject([
      { identity: 'enrolled_fixed' },
    ]);
  });

  it('need no count when the box holds more than was issued', () => {
    const over = { ...filled, figures: { ...filled.figures, issued: '8' } };
    expect(needsNoCount(definition, over)).toBe('void');
    expect(needsNoCount(definition, filled)).toBeNull();
    const bare = { ...emptyFields(definition), figures: { ...over.figures, valid: '' } };
    expect(readFigures(definition, bare)).toMatchObject({ ok: true, body: { counted: null } });
  });

  it('are added up item by item as they are typed', () => {
    expect(filled.items.map(sumOf)).toEqual([8, 8]);
    expect(sumOf({ for: '1', against: '', abstain: '1', void: '' })).toBeNull();
  });
});
