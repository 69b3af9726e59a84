import { describe, expect, it } from 'vitest';
import { addable, patchOf, usualClass } from './roll.ts';

const person = (id: string, active = true) => ({
  id,
  name: id,
  number: null,
  unit: null,
  phone: null,
  active,
  roles: [],
  loginName: null,
});

describe('roll', () => {
  it('puts people with several roles where they vote', () => {
    expect(usualClass(['staff', 'deputy'])).toBe('deputy');
    expect(usualClass(['committee_member', 'voter_rep'])).toBe('committee_member');
    expect(usualClass(['department'])).toBe('observer');
  });

  it('offers active people who are not on it', () => {
    const entry = {
      personId: 'b',
      name: 'b',
      number: null,
      unit: null,
      class: 'deputy' as const,
      entitled: true,
      attendance: 'absent' as const,
      card: 'none' as const,
      medium: 'tablet' as const,
    };
    const people = [person('a'), person('b'), person('c', false)];
    expect(addable(people, [entry]).map(({ id }) => id)).toEqual(['a']);
  });

  it('changes how many of them vote at once, and nothing that is so already', () => {
    const entry = {
      personId: 'b',
      name: 'b',
      number: null,
      unit: null,
      class: 'deputy' as const,
      entitled: true,
      attendance: 'absent' as const,
      card: 'none' as const,
      medium: 'tablet' as const,
    };
    const keep = { class: '' as const, entitled: true, attendance: '' as const };
    expect(patchOf(entry, { ...keep, medium: 'paper' })).toEqual({ medium: 'paper' });
    expect(patchOf({ ...entry, medium: 'paper' }, { ...keep, medium: 'paper' })).toEqual({});
    expect(patchOf(entry, { ...keep, medium: '' })).toEqual({});
  });
});
