import { Role } from '../../contract/roles.ts';

/** What a roster may call a role besides its own identifier. */
const NAMES: Record<Role, readonly string[]> = {
  administrator: ['系统管理员', '管理员', 'admin'],
  staff: ['工作人员', '工委工作人员', '联络员'],
  presider: ['主持人', '会议主持人', '执行主席', 'chair'],
  chief_scrutineer: ['总监票人'],
  scrutineer: ['监票人'],
  teller: ['计票人'],
  deputy: ['代表', '人大代表'],
  committee_member: ['委员', '工委委员', '人大工委委员'],
  voter_rep: ['选民代表', 'votersrepresentative', 'voterrepresentative'],
  public_rep: ['群众代表', 'publicrepresentative'],
  department: ['承办部门', '部门'],
};

const ROLES = new Map<string, Role>(
  Role.options.flatMap((role) => [role, ...NAMES[role]].map((name) => [plain(name), role])),
);

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_'’-]/g, '');
}

/** The roles named in a cell, separated by 、，,; or /, or the first part that is none. */
export function rolesOf(cell: string): { roles: Role[] } | { unknown: string } {
  const roles = new Set<Role>();
  for (const part of cell.split(/[、，,;；/]/)) {
    const name = plain(part);
    if (name === '') continue;
    // 区人大代表, 金山镇人大代表: deputies of whichever level.
    const role = ROLES.get(name) ?? (name.endsWith('人大代表') ? 'deputy' : undefined);
    if (role === undefined) return { unknown: part.trim() };
    roles.add(role);
  }
  return { roles: Role.options.filter((role) => roles.has(role)) };
}
