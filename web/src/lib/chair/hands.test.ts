import { describe, expect, it } from 'vitest';
import type { RollEntry } from '../../../../server/contract/roll/schemas.ts';
import { ROUND_STATES } from '../../../../server/domain/states/round.ts';
import { stockFigures } from './box.ts';
import { officersBusy, readHands, restApproves } from './hands.ts';
import { findPeople, nominate } from './officers.ts';

const roll = { enrolled: 45, present: 40, onLeave: 2 };

describe('a show of hands', () => {
  it('counts who raised no hand, and passes with more than half of those present', () => {
    const read = (approvals: number, against: number | null = null) =>
      readHands({ for: approvals, against, abstain: null }, roll);
    expect(read(21, 3)).toEqual({
      ok: true,
      hands: { for: 21, against: 3, abstain: 0 },
      notRaised: 16,
      passed: true,
    });
    expect(read(20)).toMatchObject({ passed: false });
    const ofAll = (approvals: number) =>
      readHands({ for: approvals, against: null, abstain: null }, roll, 'two_thirds_enrolled');
    expect([ofAll(29), ofAll(30)]).toMatchObject([{ passed: false }, { passed: true }]);
    expect(read(39, 2)).toEqual({ ok: false, why: 'too_many', over: 1 });
    expect(read(1.5)).toEqual({ ok: false, why: 'not_whole' });
    expect(read(-1)).toEqual({ ok: false, why: 'not_whole' });
    expect(read(Number.NaN)).toEqual({ ok: false, why: 'not_whole' });
    expect(readHands({ for: null, against: 1, abstain: 1 }, roll)).toMatchObject({
      why: 'missing',
    });
  });

  it('fills in that everybody else approves', () => {
    expect(restApproves({ for: null, against: 2, abstain: 1 }, roll)).toBe(37);
    expect(restApproves({ for: 3, against: 50, abstain: null }, roll)).toBe(0);
  });

  it('changes no officers from opening to the announcement', () => {
    const busy = ROUND_STATES.filter((state) => {
      const entry = {
        id: 'r',
        position: 1,
        title: '',
        state,
        predecessorId: null,
        origin: null,
        signaturesRequired: null,
      };
      return officersBusy([entry]) !== null;
    });
    expect(busy).toEqual(['voting', 'closed', 'tallied', 'signed']);
  });
});

describe('naming officers', () => {
  const person = (personId: string, name: string, number = ''): RollEntry => ({
    personId,
    name,
    number,
    unit: null,
    class: 'deputy',
    entitled: true,
    attendance: 'present',
    medium: 'tablet',
    card: 'none',
  });
  const [li, wang, liu] = [
    person('1', '样例李'),
    person('2', '样例王', 'A-7'),
    person('3', '刘样例'),
  ];

  it('gives nobody two offices, and has one chief of a kind', () => {
    let named = nominate([], li, 'scrutineer');
    named = nominate(named, li, 'teller');
    expect(named.map(({ office }) => office)).toEqual(['scrutineer']);
    named = nominate(nominate(named, wang, 'chief_teller'), liu, 'chief_teller');
    expect(named.map(({ personId, office }) => `${personId} ${office}`)).toEqual([
      '1 scrutineer',
      '3 chief_teller',
    ]);
    expect(nominate(named, wang, 'scrutineer')).toHaveLength(3);
  });

  it('finds people by name, number or unit, names that begin so first', () => {
    const found = (typed: string, limit = 9) =>
      findPeople([liu, li, wang], typed, limit).map(({ personId }) => personId);
    expect(found('样例')).toEqual(['1', '2', '3']);
    expect(found('a-7')).toEqual(['2']);
    expect(found('')).toEqual(['3', '1', '2']);
    expect(found('', 1)).toEqual(['3']);
    expect(found('x')).toEqual([]);
  });
});

it('shows of the paper record what is usual, and the rest where it is something', () => {
  const stock = {
    printed: 12,
    issued: 10,
    spoiled: 0,
    destroyed: 2,
    specimens: 0,
    collected: null,
    note: '',
    version: 1,
    warnings: [],
  };
  expect(stockFigures(stock)).toEqual([
    { key: 'printed', value: 12 },
    { key: 'issued', value: 10 },
    { key: 'collected', value: null },
    { key: 'destroyed', value: 2 },
  ]);
});
