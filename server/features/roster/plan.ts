import type { z } from 'zod';
import type { RosterRow } from '../../contract/people.ts';
import { incompatiblePair, Role } from '../../contract/roles.ts';
import { conflictAt, type AtMeeting } from '../../domain/duties.ts';
import { numberKey } from '../../domain/numberKey.ts';
import { nameKey } from '../../domain/writtenName.ts';
import { cut } from './rows.ts';
import type { FileRow, RosterFile, RowProblem } from './file.ts';

/** Somebody who is there already. */
export type Known = {
  id: string;
  name: string;
  number: string | null;
  unit: string | null;
  phone: string | null;
  roles: readonly Role[];
  /** Offices and places at meetings that aren't over, with which further roles may not go. */
  atMeetings?: readonly AtMeeting[];
};

/** What an import would do. */
export type RosterPlan = {
  rows: z.infer<typeof RosterRow>[];
  problems: RowProblem[];
  /** Rows whose person isn't there yet. */
  adds: FileRow[];
  /** People with what they will be, and the roles they gain. */
  updates: { person: Known; gained: Role[] }[];
  /** Rows that hand out a role which opens a seat or supervises a count. */
  officeRows: number[];
};

/**
 * Roles that only those may give, by whatever way, who may hand out roles. The others say in what capacity
 * somebody comes to a meeting and are a roster's business.
 */
const OFFICE_ROLES: readonly Role[] = [
  'administrator',
  'staff',
  'presider',
  'chief_scrutineer',
  'scrutineer',
  'teller',
];

/** The office roles among these. */
export function officeRoles(roles: readonly Role[]): Role[] {
  return roles.filter((role) => OFFICE_ROLES.includes(role));
}

/**
 * Compares a file with the people who are there. Somebody is matched by number, or, where the row has
 * none, by name with somebody who has no number either. An import adds and corrects: a blank cell leaves
 * what is known, roles are added and never taken, and nobody is removed.
 */
export function planImport(file: RosterFile, people: readonly Known[]): RosterPlan {
  const byNumber = new Map<string, Known>();
  const byName = new Map<string, Known[]>();
  for (const person of people) {
    const key = nameKey(person.name);
    if (person.number !== null) byNumber.set(numberKey(person.number), person);
    else byName.set(key, [...(byName.get(key) ?? []), person]);
  }
  const plan: RosterPlan = {
    rows: [],
    problems: [...file.problems],
    adds: [],
    updates: [],
    officeRows: [],
  };
  for (const row of file.rows) {
    const namesakes = row.number === null ? (byName.get(nameKey(row.name)) ?? []) : [];
    if (namesakes.length > 1) {
      plan.problems.push({
        row: row.row,
        column: null,
        code: 'same_person_twice',
        value: cut(row.name),
      });
      continue;
    }
    const known = row.number === null ? namesakes[0] : byNumber.get(numberKey(row.number));
    if (known === undefined) add(plan, row);
    else update(plan, file, row, known);
  }
  plan.problems.sort((a, b) => a.row - b.row);
  return plan;
}

function add(plan: RosterPlan, row: FileRow): void {
  plan.rows.push({ ...row, action: 'add' });
  plan.adds.push(row);
  if (officeRoles(row.roles).length > 0) plan.officeRows.push(row.row);
}

function update(plan: RosterPlan, file: RosterFile, row: FileRow, known: Known): void {
  const gained = row.roles.filter((role) => !known.roles.includes(role));
  const roles = Role.options.filter((role) => known.roles.includes(role) || gained.includes(role));
  const apart = incompatiblePair(roles) ?? conflictAt(roles, known.atMeetings ?? []);
  if (apart !== undefined && gained.length > 0) {
    plan.problems.push({
      row: row.row,
      column: file.rolesColumn,
      code: 'roles_incompatible',
      value: gained.join(', '),
    });
    return;
  }
  const person: Known = {
    id: known.id,
    name: row.name,
    number: known.number,
    unit: row.unit ?? known.unit,
    phone: row.phone ?? known.phone,
    roles,
  };
  const same =
    gained.length === 0 &&
    (['name', 'unit', 'phone'] as const).every((field) => person[field] === known[field]);
  const { name, number, unit, phone } = person;
  plan.rows.push({
    row: row.row,
    name,
    number,
    unit,
    phone,
    roles,
    action: same ? 'unchanged' : 'update',
  });
  if (same) return;
  plan.updates.push({ person, gained });
  if (officeRoles(gained).length > 0) plan.officeRows.push(row.row);
}
