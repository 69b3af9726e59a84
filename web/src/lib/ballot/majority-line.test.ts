import { describe, expect, it } from 'vitest';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { majorityLine } from './majority-line.ts';

const definition = (majority: unknown[]) =>
  roundDefinition.parse({ kind: 'choose', seats: 2, items: [{ id: 'a' }, { id: 'b' }], majority });

describe('V9: majorityLine', () => {
  it.each([
    [45, '1/2', true, 23, 22.5],
    [30, '1/2', true, 16, 15],
    [30, '1/2', false, 15, 15],
    [45, '2/3', false, 30, 30],
    [44, '2/3', false, 30, 88 / 3],
    [0, '1/2', true, 1, 0],
  ])('of %i, %s strict=%s needs %i', (base, fraction, strict, needed, at) => {
    const line = majorityLine(definition([{ base: 'enrolled', fraction, strict }]), {
      enrolled: base,
    });
    expect(line).toMatchObject({ base, needed, at });
  });

  it('has none for a plurality, for one class alone, and for a base not known yet', () => {
    const half = { fraction: '1/2', strict: true };
    expect(majorityLine(definition([]), { enrolled: 45 })).toBeNull();
    expect(
      majorityLine(definition([{ base: 'enrolled', class: 'deputy', ...half }]), { enrolled: 45 }),
    ).toBeNull();
    expect(majorityLine(definition([{ base: 'valid', ...half }]), { enrolled: 45 })).toBeNull();
  });

  it('takes the first rule it can draw', () => {
    const rules = [
      { base: 'valid', fraction: '1/2', strict: true },
      { base: 'present', fraction: '1/3', strict: false },
    ];
    expect(majorityLine(definition(rules), { present: 30 })).toMatchObject({ needed: 10 });
  });
});
