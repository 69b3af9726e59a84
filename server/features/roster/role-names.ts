import { Role } from '../../contract/common/roles.ts';

/** What a roster may call a role besides its own identifier. */
const NAMES: Record<Role, readonly string[]> = {
  administrator: ['系统管理员', '管理员', 'admin'],
  staff: ['工作人员', '工委工作人员', '联络员', 'committeestaff'],
  presider: ['主持人', '会议主持人', '执行主席', 'chair'],
  chief_scrutineer: ['总监票人'],
  scrutineer: ['监票人'],
  teller: ['计票人', '总计票人'],
  deputy: ['代表', '人大代表'],
  committee_member: ['委员', '工委委员', '人大工委委员'],
  voter_rep: ['选民代表', 'votersrepresentative', 'voterrepresentative'],
  public_rep: ['群众代表', 'publicrepresentative'],
  department: ['承办部门', '部门'],
};

/**
 * In what capacity somebody comes to a meeting without a role in the assembly for it: the meeting's roll says so, and
 * here they are understood and give nothing.
 */
const CAPACITIES = [
  ...[
    '议事代表',
    '居民议事代表',
    '议事会成员',
    '列席人员',
    '列席',
    '列席代表',
    '特邀代表',
    '特邀人员',
  ],
  ...['唱票人', '旁听人员', 'councildelegate', 'observer'],
].map(plain);

const ROLES = new Map<string, Role>(
  Role.options.flatMap((role) => [role, ...NAMES[role]].map((name) => [plain(name), role])),
);

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_'’-]/g, '');
}

/** The roles named in a cell, separated by 、，,; / or spaces, or the first part that is none. */
export function rolesOf(cell: string): { roles: Role[] } | { roles: Role[]; unknown: string } {
  const roles = new Set<Role>();
  let unknown: string | undefined;
  for (const part of cell.split(/[、，,;；/|]/)) {
    // "Chief scrutineer" is one role, "区人大代表 工委委员" are two.
    const whole = roleOf(part);
    const words = whole === undefined ? part.split(/\s+/) : [part];
    for (const word of words) {
      const role = roleOf(word);
      if (role === undefined) unknown ??= part.trim();
      else if (role !== null) roles.add(role);
    }
  }
  const found = Role.options.filter((role) => roles.has(role));
  return unknown === undefined ? { roles: found } : { roles: found, unknown };
}

/** The role of this name; null where nothing is said or a capacity without a role; undefined where it is neither. */
function roleOf(text: string): Role | null | undefined {
  const name = plain(text);
  if (name === '' || CAPACITIES.includes(name)) return null;
  // 区人大代表, 金山镇人大代表: deputies of whichever level.
  return ROLES.get(name) ?? (name.endsWith('人大代表') ? 'deputy' : undefined);
}
