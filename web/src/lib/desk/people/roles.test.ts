import { describe, expect, it } from 'vitest';
import { INCOMPATIBLE_ROLES, Role } from '../../../../../server/contract/common/roles.ts';
import { hindrance } from './roles.ts';

describe('hindrance', () => {
  it('names the other role of every incompatible pair, either way round', () => {
    for (const { a, b } of INCOMPATIBLE_ROLES) {
      expect(hindrance(a, [b])?.role).toBe(b);
      expect(hindrance(b, [a])?.role).toBe(a);
    }
  });

  it('lets every other role be added', () => {
    for (const role of Role.options) expect(hindrance(role, [role])).toBeNull();
    expect(hindrance('presider', ['deputy', 'administrator'])).toBeNull();
  });

  it('says why a department may not scrutinise its own project', () => {
    expect(hindrance('scrutineer', ['department'])?.why).toBe('people.roles.why.department');
    expect(hindrance('scrutineer', ['staff'])?.why).toBe('people.roles.why.machine');
    expect(hindrance('teller', ['presider'])?.why).toBe('people.roles.why.count');
  });
});
