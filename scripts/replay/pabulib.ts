import { err, ok, type Outcome } from '../../server/domain/outcome.ts';
import { lastLine, sectionsOf, type FileRefusal, type Row, type Section } from './sections.ts';

export type { FileRefusal } from './sections.ts';

/** A participatory budget whose votes are approvals or rankings, as PaBuLib publishes it (pabulib.org). */
export type Pabulib = {
  readonly meta: {
    readonly description: string;
    /** Fewest and most projects a voter may choose; without them in the file: none and all. */
    readonly minLength: number;
    readonly maxLength: number;
    /** Whether a vote's projects stand in the voter's order (ordinal), the first place first. */
    readonly ranked: boolean;
  };
  readonly projects: readonly Project[];
  readonly votes: readonly VoterChoices[];
};
export type Project = {
  readonly id: string;
  readonly cost: number;
  /** Votes for it as the organiser published them; null where the file has none. Not compared with the ballots here. */
  readonly votes: number | null;
  /** Its id where the file has no names. */
  readonly name: string;
};
export type VoterChoices = { readonly voterId: string; readonly choices: readonly string[] };

/** `parsePabulib` of a file's bytes, which must be UTF-8. */
export function readPabulib(bytes: Uint8Array): Outcome<Pabulib, FileRefusal> {
  try {
    return parsePabulib(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const before = new TextDecoder().decode(bytes).split('�')[0] ?? '';
    return err({ line: before.split('\n').length, reason: 'not UTF-8 text' });
  }
}

/**
 * Reads PaBuLib text and refuses whatever is not exactly right, so that a replay never compares with
 * figures that were misread: sections and columns, the numbers of projects and votes, ids that are
 * empty or there twice, votes for unknown projects, too few or too many of them, the same one twice.
 */
export function parsePabulib(text: string): Outcome<Pabulib, FileRefusal> {
  const cut = sectionsOf(text);
  if (!cut.ok) return cut;
  try {
    const { META, PROJECTS, VOTES } = cut.value;
    const meta = metaOf(META);
    const kind = kindOf(meta);
    const projects = projectsOf(PROJECTS, meta, lastLine(text));
    const minLength = meta.number('min_length') ?? 0;
    const maxLength = kind === 'choose-1' ? 1 : (meta.number('max_length') ?? projects.length);
    if (maxLength < 1) meta.refuse('max_length', 'max_length must be at least 1');
    if (minLength > maxLength) meta.refuse('min_length', 'min_length is above max_length');
    const known = new Set(projects.map(({ id }) => id));
    const votes = votesOf(VOTES, { minLength, maxLength, known });
    expectNumber(meta, 'num_votes', votes.length);
    return ok({
      meta: {
        description: meta.text('description') ?? '',
        minLength,
        maxLength,
        ranked: kind === 'ordinal',
      },
      projects,
      votes,
    });
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}

/** Ends the reading; `parsePabulib` turns it into its refusal. */
class Refused extends Error {
  readonly refusal: FileRefusal;

  constructor(line: number, reason: string) {
    super(reason);
    this.refusal = { line, reason };
  }
}

type Meta = {
  text(key: string): string | undefined;
  /** A whole number, or undefined where the key is not there. */
  number(key: string): number | undefined;
  /** Refuses the file because of what stands under this key. */
  refuse(key: string, reason: string): never;
};

function metaOf(section: Section): Meta {
  const entries = new Map<string, { line: number; value: string }>();
  for (const row of section.rows) {
    const key = cell(row, 'key');
    if (entries.has(key)) throw new Refused(row.line, `the key ${key} is there twice`);
    entries.set(key, { line: row.line, value: cell(row, 'value') });
  }
  return {
    text: (key) => entries.get(key)?.value,
    number(key) {
      const entry = entries.get(key);
      return entry === undefined ? undefined : wholeNumber(entry.value, key, entry.line);
    },
    refuse(key, reason) {
      throw new Refused(entries.get(key)?.line ?? section.line, reason);
    },
  };
}

/** Points that a voter shares out have no ballot of ours; choices and rankings have. */
const KINDS = ['approval', 'choose-1', 'ordinal'] as const;

function kindOf(meta: Meta): (typeof KINDS)[number] {
  const kind = meta.text('vote_type');
  if (kind === undefined) meta.refuse('vote_type', 'META has no vote_type');
  const known = KINDS.find((each) => each === kind);
  if (known !== undefined) return known;
  const points = kind === 'cumulative' || kind === 'scoring' ? ': its voters give points' : '';
  return meta.refuse(
    'vote_type',
    `vote_type is ${shown(kind)}${points}; only ${KINDS.join(', ')} can be replayed`,
  );
}

function expectNumber(meta: Meta, key: 'num_projects' | 'num_votes', there: number): void {
  const said = meta.number(key);
  if (said === undefined) meta.refuse(key, `META has no ${key}`);
  if (said !== there) meta.refuse(key, `${key} is ${String(said)}, but there are ${String(there)}`);
}

function projectsOf(section: Section, meta: Meta, end: number): Project[] {
  const seen = new Map<string, number>();
  const projects = section.rows.map((row): Project => {
    const id = identifier(row, 'project_id', seen);
    if (id.includes(',')) throw new Refused(row.line, `a comma in the project_id ${shown(id)}`);
    const cost = cell(row, 'cost');
    if (!/^\d+(\.\d+)?$/.test(cost)) {
      throw new Refused(row.line, `cost is not a number: ${shown(cost)}`);
    }
    const name = row.cells.get('name') ?? id;
    if (name.trim() === '') throw new Refused(row.line, `the project ${shown(id)} has no name`);
    const published = row.cells.get('votes');
    const votes = published === undefined ? null : wholeNumber(published, 'votes', row.line);
    return { id, cost: Number(cost), votes, name };
  });
  expectNumber(meta, 'num_projects', projects.length);
  if (projects.length === 0) throw new Refused(end, 'there are no projects');
  return projects;
}

type Limits = { minLength: number; maxLength: number; known: ReadonlySet<string> };

function votesOf(section: Section, limits: Limits): VoterChoices[] {
  if (section.rows.length === 0) throw new Refused(section.line, 'there are no votes');
  const seen = new Map<string, number>();
  return section.rows.map((row) => {
    const voterId = identifier(row, 'voter_id', seen);
    return { voterId, choices: choicesOf(row, limits) };
  });
}

function choicesOf(row: Row, { minLength, maxLength, known }: Limits): string[] {
  const vote = cell(row, 'vote');
  const choices = vote === '' ? [] : vote.split(',');
  const unknown = choices.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new Refused(row.line, `a vote for the unknown project ${shown(unknown)}`);
  }
  const twice = choices.find((id, index) => choices.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new Refused(row.line, `the project ${shown(twice)} is twice in the vote`);
  }
  const chosen = `${String(choices.length)} projects chosen, `;
  if (choices.length > maxLength) {
    throw new Refused(row.line, `${chosen}at most ${String(maxLength)} allowed`);
  }
  if (choices.length < minLength) {
    throw new Refused(row.line, `${chosen}at least ${String(minLength)} needed`);
  }
  return choices;
}

function identifier(row: Row, column: string, seen: Map<string, number>): string {
  const id = cell(row, column);
  if (id === '') throw new Refused(row.line, `${column} is empty`);
  const before = seen.get(id);
  if (before !== undefined) {
    throw new Refused(row.line, `the ${column} ${shown(id)} is in line ${String(before)} already`);
  }
  seen.set(id, row.line);
  return id;
}

function wholeNumber(text: string, what: string, line: number): number {
  if (!/^\d{1,15}$/.test(text)) {
    throw new Refused(line, `${what} is not a whole number: ${shown(text)}`);
  }
  return Number(text);
}

function cell(row: Row, column: string): string {
  const value = row.cells.get(column);
  if (value === undefined) throw new Error(`the section was read without its column ${column}`);
  return value;
}

/** What stands in the file, short and unmistakable. */
function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
