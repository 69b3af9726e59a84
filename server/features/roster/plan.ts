import {
  rosterPlace,
  type RosterAnswers,
  type RosterQuestion,
} from '../../contract/roster/schemas.ts';
import type { RosterRow } from '../../contract/roster/schemas.ts';
import type { z } from 'zod';
import { incompatiblePair, Role } from '../../contract/common/roles.ts';
import { conflictAt, type AtMeeting } from '../../domain/duties.ts';
import { nameKey } from '../../domain/writtenName.ts';
import type { FileRow, RosterFile, RowProblem, Note } from './file.ts';
import { Directory } from './matching.ts';
import { repeatedIn } from './repeated.ts';

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
  notes: Note[];
  /** Rows whose person isn't there yet. */
  adds: FileRow[];
  /** People with what they will be and what they were, and the roles they gain. */
  updates: { person: Known; before: Known; gained: Role[] }[];
  /** Rows that hand out a role which opens a seat or supervises a count. */
  officeRows: number[];
  /** Rows whose question has no answer. */
  unanswered: number;
  leftOut: number;
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
 * Compares a file with the people who are there. An import adds and corrects: a blank cell leaves what is known, roles
 * are added and never taken, and nobody is removed. What only somebody who knows the people can decide is asked.
 */
export function planImport(
  file: RosterFile,
  people: readonly Known[],
  answers: RosterAnswers = { rows: {}, leaveOut: false },
): RosterPlan {
  const directory = new Directory(people);
  const counted = file.runningColumn !== null && !numbersOfPeople(file.rows, directory);
  const rows = counted ? file.rows.map((row) => ({ ...row, number: null })) : file.rows;
  const plan: RosterPlan = {
    rows: [],
    problems: [...file.problems],
    notes: counted
      ? [...file.notes, { code: 'counted_rows', of: file.runningColumn ?? '' }]
      : file.notes,
    adds: [],
    updates: [],
    officeRows: [],
    unanswered: 0,
    leftOut: 0,
  };
  const repeated = repeatedIn(rows, directory);
  const taken = new Set<string>();
  for (const row of rows) {
    const twice = repeated.get(row);
    if (twice === undefined) decide(plan, file, row, directory, taken, answers);
    else plan.problems.push(withColumn(twice, file));
  }
  plan.problems.sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : 0));
  return plan;
}

/** Whether running numbers are those by which the same people are known. */
function numbersOfPeople(rows: readonly FileRow[], directory: Directory): boolean {
  const people = rows.filter(({ noPerson, number }) => noPerson === undefined && number !== null);
  return people.every(({ name, number }) => {
    const known = number === null ? undefined : directory.withNumber(number);
    return known !== undefined && nameKey(known.name) === nameKey(name);
  });
}

function decide(
  plan: RosterPlan,
  file: RosterFile,
  row: FileRow,
  directory: Directory,
  taken: Set<string>,
  answers: RosterAnswers,
): void {
  const { known, question } = questionOf(row, directory);
  const answer = answers.rows[rosterPlace(row)];
  const asked = question === undefined ? {} : { question };
  if (question === undefined) {
    if (known === undefined) add(plan, row, asked);
    else update(plan, file, row, known, taken, asked);
    return;
  }
  const chosen = chosenBy(answer, question);
  if (chosen === 'skip') {
    leaveOut(plan, row, question);
    return;
  }
  if (chosen === undefined) plan.unanswered += 1;
  const person =
    typeof chosen === 'object'
      ? directory.named(row.name).find(({ id }) => id === chosen.id)
      : known;
  if (person === undefined) add(plan, row, asked);
  else update(plan, file, row, person, taken, asked);
}

function questionOf(
  row: FileRow,
  directory: Directory,
): { known?: Known | undefined; question?: RosterQuestion | undefined } {
  if (row.noPerson !== undefined) return { question: { kind: 'no_person', why: row.noPerson } };
  return directory.match(row);
}

/** What an answer says to a question; undefined where it says nothing that this question takes. */
function chosenBy(
  answer: string | undefined,
  question: RosterQuestion,
): 'skip' | 'take' | { id: string } | undefined {
  if (answer === 'skip') return 'skip';
  switch (question.kind) {
    case 'renamed':
      return answer === 'yes' ? 'take' : undefined;
    case 'odd_name':
      return answer === 'new' ? 'take' : undefined;
    case 'no_person':
      return answer === 'new' ? 'take' : 'skip';
    case 'namesake': {
      if (answer === 'new') return 'take';
      const person = question.people.find(({ id }) => id === answer);
      return person === undefined ? undefined : { id: person.id };
    }
  }
}

type Asked = { question?: RosterQuestion };

function shown({ noPerson: _, ...row }: FileRow): Omit<FileRow, 'noPerson'> {
  return row;
}

function leaveOut(plan: RosterPlan, row: FileRow, question: RosterQuestion): void {
  plan.rows.push({ ...shown(row), action: 'leave_out', question });
  plan.leftOut += 1;
}

function add(plan: RosterPlan, row: FileRow, asked: Asked): void {
  plan.rows.push({ ...shown(row), action: 'add', ...asked });
  plan.adds.push(row);
  if (officeRoles(row.roles).length > 0) plan.officeRows.push(row.row);
}

function update(
  plan: RosterPlan,
  file: RosterFile,
  row: FileRow,
  known: Known,
  taken: Set<string>,
  asked: Asked,
): void {
  const place = row.sheet === undefined ? {} : { sheet: row.sheet };
  if (taken.has(known.id)) {
    const twice = { row: row.row, ...place, column: null, code: 'same_person_twice' } as const;
    plan.problems.push({ ...twice, value: row.name });
    return;
  }
  taken.add(known.id);
  const gained = row.roles.filter((role) => !known.roles.includes(role));
  const roles = Role.options.filter((role) => known.roles.includes(role) || gained.includes(role));
  const apart = incompatiblePair(roles) ?? conflictAt(roles, known.atMeetings ?? []);
  if (apart !== undefined && gained.length > 0) {
    plan.problems.push({
      row: row.row,
      ...place,
      column: file.rolesColumn,
      code: 'roles_incompatible',
      value: gained.join(', '),
    });
    return;
  }
  const person: Known = {
    id: known.id,
    // Another spelling of one name changes nothing.
    name: nameKey(row.name) === nameKey(known.name) ? known.name : row.name,
    number: known.number ?? row.number,
    unit: row.unit ?? known.unit,
    phone: row.phone ?? known.phone,
    roles,
  };
  const same =
    gained.length === 0 &&
    (['name', 'number', 'unit', 'phone'] as const).every((field) => person[field] === known[field]);
  const { name, number, unit, phone } = person;
  plan.rows.push({
    row: row.row,
    ...place,
    name,
    number,
    unit,
    phone,
    roles,
    action: same ? 'unchanged' : 'update',
    ...asked,
  });
  if (same) return;
  plan.updates.push({ person, before: known, gained });
  if (officeRoles(gained).length > 0) plan.officeRows.push(row.row);
}

/** A repetition is told by the column in which it stands. */
function withColumn(problem: RowProblem, file: RosterFile): RowProblem {
  const column = problem.code === 'number_duplicate' ? file.numberColumn : file.nameColumn;
  return { ...problem, column };
}
