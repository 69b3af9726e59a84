import { describe, expect, it } from 'vitest';
import { roundDefinition, shapes, type RoundDefinition } from './round/definition.ts';
import { definitionAfter, titleAfter } from './following.ts';

/** What each field of a definition becomes in a runoff or a supplementary round; a new field is decided here. */
const DECISIONS: Readonly<Record<string, 'carried' | 'of the result' | 'of the origin'>> = {
  items: 'of the result',
  seats: 'of the result',
  round: 'of the result',
  kind: 'of the origin',
  majority: 'of the origin',
  writeIns: 'of the origin',
  quorum: 'carried',
  shortfall: 'carried',
  exact: 'carried',
  // Kinds that nothing but a re-vote follows.
  scale: 'carried',
  blank: 'carried',
  grades: 'carried',
  weights: 'carried',
  indicators: 'carried',
  bands: 'carried',
};

const items = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `样例${id}` }));
const unusual = {
  items,
  quorum: [{ of: 'enrolled', fraction: '3/5', strict: true }],
  shortfall: 'supplementary',
} as const;
const majority = [{ base: 'present', fraction: '3/5', strict: false }] as const;

const definitions: Record<string, RoundDefinition> = {
  choose: roundDefinition.parse({ ...unusual, kind: 'choose', seats: 3, exact: true, majority }),
  each: roundDefinition.parse({ ...unusual, kind: 'each', seats: 3, majority }),
  election: roundDefinition.parse({
    ...unusual,
    kind: 'election',
    seats: 3,
    exact: true,
    majority,
  }),
  rank: roundDefinition.parse({ ...unusual, kind: 'rank', seats: 3 }),
};
const open = { items: ['b', 'c', 'd'], seats: 2 };

describe('the round that follows', () => {
  it('decides about every field of every kind', () => {
    const fields = new Set(Object.values(shapes).flatMap((shape) => Object.keys(shape)));
    expect([...fields].sort()).toEqual(Object.keys(DECISIONS).sort());
  });

  it.each(['runoff', 'supplementary'] as const)('carries what a %s does not change', (origin) => {
    for (const definition of Object.values(definitions)) {
      const after = definitionAfter(definition, { kind: origin, ...open }, origin);
      if (!after.ok) throw new Error(after.error);
      const made: Record<string, unknown> = after.value;
      for (const [field, value] of Object.entries(definition)) {
        if (DECISIONS[field] === 'carried') expect(made[field]).toEqual(value);
      }
      expect(after.value.items.map(({ title }) => title)).toEqual(['样例b', '样例c', '样例d']);
      expect(made).toMatchObject({ seats: 2, round: 2 });
      expect(after.value.majority).toEqual(origin === 'runoff' ? [] : definition.majority);
    }
  });

  it('keeps an election an election; in a runoff nobody else is written in', () => {
    const kinds = (origin: 'runoff' | 'supplementary') => {
      const after = definitionAfter(definitions['election']!, { kind: origin, ...open }, origin);
      return after.ok && after.value.kind === 'election' ? after.value.writeIns : after;
    };
    expect(kinds('runoff')).toBe(false);
    expect(kinds('supplementary')).toBeUndefined();
  });

  it('makes whoever was written in and tied a candidate of the runoff', () => {
    const next = { kind: 'runoff' as const, items: ['b', 'w:样例戊'], seats: 1 };
    const after = definitionAfter(definitions['election']!, next, 'runoff');
    expect(after.ok && after.value.items.map(({ title }) => title)).toEqual(['样例b', '样例戊']);
  });

  it('asks for exactly as many only where so many are left', () => {
    const next = { kind: 'supplementary' as const, items: ['d'], seats: 2 };
    const after = definitionAfter(definitions['choose']!, next, 'supplementary');
    expect(after.ok && after.value.kind === 'choose' && after.value.exact).toBe(false);
  });

  it('carries everything into a re-vote', () => {
    for (const definition of Object.values(definitions)) {
      expect(definitionAfter(definition, undefined, 'revote')).toEqual({
        ok: true,
        value: definition,
      });
    }
  });

  it('is called by what is done: 另行选举 of persons, 另行票选 in a subdistrict, 另行票决 in a town', () => {
    const { election, choose } = definitions as Record<'election' | 'choose', RoundDefinition>;
    expect(titleAfter('样例', 'supplementary', election, 'town')).toBe('样例（另行选举）');
    expect(titleAfter('样例（另行选举）', 'runoff', election, 'town')).toBe('样例（再次投票）');
    expect(titleAfter('样例', 'supplementary', choose, 'subdistrict')).toBe('样例（另行票选）');
    expect(titleAfter('样例', 'supplementary', choose, 'town')).toBe('样例（另行票决）');
    expect(titleAfter('样例（另行票决）', 'revote', choose, 'town')).toBe('样例（重新投票）');
  });
});
