/**
 * Duties that one person can't hold together, whichever came first: roles in the assembly, offices of a meeting, a
 * place on its roll.
 */

/** 系统管理员, 工委工作人员, 主持人, 承办部门; 总监票人, 监票人, 总计票人, 计票人; 列席人员. */
export const DUTIES = [
  'administrator',
  'staff',
  'presider',
  'department',
  'chief_scrutineer',
  'scrutineer',
  'chief_teller',
  'teller',
  'observer',
] as const;
export type Duty = (typeof DUTIES)[number];

/**
 * Scrutineers supervise the presider, the tellers and the people who run the machine, so they are none of these, and
 * they are taken from those who vote. Whoever handles the projects neither presides nor supervises nor counts
 * (Electoral Law art. 43 and our reading for projects). The presider doesn't count what they announce.
 */
const APART: Partial<Record<Duty, readonly Duty[]>> = {
  chief_scrutineer: [
    'administrator',
    'staff',
    'presider',
    'department',
    'scrutineer',
    'chief_teller',
    'teller',
    'observer',
  ],
  scrutineer: [
    'administrator',
    'staff',
    'presider',
    'department',
    'chief_teller',
    'teller',
    'observer',
  ],
  presider: ['department', 'chief_teller', 'teller'],
  department: ['chief_teller', 'teller'],
};

export type Conflict = { a: Duty; b: Duty };

/** Every pair that is kept apart, each once. */
export const CONFLICTS: readonly Conflict[] = DUTIES.flatMap((a) =>
  (APART[a] ?? []).map((b) => ({ a, b })),
);

/** The first pair of these that one person can't hold, or undefined. Other capacities than duties conflict with none. */
export function conflictAmong(held: readonly string[]): Conflict | undefined {
  return CONFLICTS.find(({ a, b }) => held.includes(a) && held.includes(b));
}

/** What somebody is at one meeting that isn't over. */
export type AtMeeting = { meetingId: string; duties: readonly string[] };

/** The first pair that somebody with these roles can't hold at one of these meetings, with the meeting. */
export function conflictAt(
  roles: readonly string[],
  meetings: readonly AtMeeting[],
): (Conflict & { meetingId: string }) | undefined {
  for (const { meetingId, duties } of meetings) {
    const conflict = conflictAmong([...roles, ...duties]);
    if (conflict !== undefined) return { ...conflict, meetingId };
  }
  return undefined;
}
