import { z } from 'zod';
import { CONFLICTS } from '../../domain/duties.ts';

/** What a person may hold in an assembly (docs/roles.md). `resident` needs no account and is nobody's role. */
export const Role = z.enum([
  'administrator', // 系统管理员
  'staff', // 工委工作人员
  'presider', // 主持人 / 执行主席
  'chief_scrutineer', // 总监票人
  'scrutineer', // 监票人
  'teller', // 计票人
  'deputy', // 人大代表
  'committee_member', // 工委委员
  'voter_rep', // 选民代表
  'public_rep', // 群众代表
  'department', // 承办部门
]);
export type Role = z.infer<typeof Role>;

/** In what capacity somebody stands on a meeting's roll. Only `observer` (列席) never votes. */
export const RollClass = z.enum([
  'deputy',
  'committee_member',
  'council_delegate', // 议事代表
  'voter_rep',
  'public_rep',
  'observer', // 列席人员
]);
export type RollClass = z.infer<typeof RollClass>;

/**
 * Roles plus the capacities that come from a roll or a pairing instead of the assembly's list. `resident` is anybody
 * without a sign-in, `projector` a paired screen.
 */
export type Capacity =
  Role | 'chief_teller' | 'council_delegate' | 'observer' | 'projector' | 'resident';

/** Who may do what, of one feature: the capacities of each of its permissions. */
export type Permissions = Record<string, readonly Capacity[]>;

/**
 * Where somebody sits: one browser may hold a session for each at the same time (a demonstration on one
 * computer does), so each has a cookie of its own.
 */
export const Seat = z.enum(['desk', 'chair', 'tablet', 'screen']);
export type Seat = z.infer<typeof Seat>;

/** The request header that says for which seat a request speaks. */
export const SEAT_HEADER = 'x-gongyi-seat';

/** Roles that one person can't hold together. */
export const INCOMPATIBLE_ROLES: readonly { a: Role; b: Role }[] = CONFLICTS.flatMap(({ a, b }) => {
  const pair = z.object({ a: Role, b: Role }).safeParse({ a, b });
  return pair.success ? [pair.data] : [];
});

/** The first pair of `roles` that can't be held together, or undefined. */
export function incompatiblePair(roles: readonly Role[]): { a: Role; b: Role } | undefined {
  return INCOMPATIBLE_ROLES.find(({ a, b }) => roles.includes(a) && roles.includes(b));
}
