import type { Vote } from '../../server/contract/room/socket.ts';
import { roundDefinition, type RoundDefinitionInput } from '../../server/domain/round/document.ts';
import { nameKey } from '../../server/domain/writtenName.ts';
import { identifier } from '../../server/domain/round/rules.ts';
import { MAX_ROWS } from '../../server/features/roster/file.ts';
import type { Pabulib } from './pabulib.ts';

/** Longest item id that a vote may name (contract/room/socket.ts). */
const LONGEST_ID = 60;

/** Longest title of an item, and most voters (a roster's rows). */
const LONGEST_TITLE = 200;
const MOST_VOTERS = MAX_ROWS;

/** A file's ballot as a round of ours. */
export type Ballot = {
  definition: RoundDefinitionInput;
  /** For each voter of the file, in its order: what their device sends. */
  papers: Vote['marks'][];
  /** The item of each project, in the file's order. */
  items: { id: string; projectId: string }[];
};

/**
 * Of rankings 排序: as many places as `max_length`, and whoever ranked nothing left the paper empty. Of choices 差额票决: up to `max_length` of the projects, with no quorum and no majority, as citizens' budgets are
 * decided. Who chose nothing gives an empty paper, which is valid. Projects keep their ids where these can
 * be ids of items, and are numbered where one can't.
 */
export function ballotOf({ meta, projects, votes }: Pabulib): Ballot {
  const fit = projects.every(({ id }) => fits(id));
  const items = projects.map(({ id }, index) => ({
    id: fit ? id : `p${String(index + 1)}`,
    projectId: id,
  }));
  const titles = titlesOf(projects);
  const itemOf = new Map(items.map(({ id, projectId }) => [projectId, id]));
  return {
    definition: {
      kind: meta.ranked ? 'rank' : 'choose',
      seats: Math.min(meta.maxLength, projects.length),
      items: items.map(({ id }, index) => ({ id, title: titles[index] ?? id })),
      quorum: [],
      majority: [],
    },
    papers: votes.map(({ choices }) =>
      Object.fromEntries(
        choices.map((id, index) => [itemOf.get(id) ?? id, meta.ranked ? index + 1 : 'for']),
      ),
    ),
    items,
  };
}

/** The names of the projects; real files have several of one name, which their ids then tell apart, and some without any. */
function titlesOf(projects: Pabulib['projects']): string[] {
  const times = new Map<string, number>();
  for (const { name } of projects) {
    const key = nameKey(name);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return projects.map(({ id, name }) => {
    if (name === '') return id;
    const suffix = ` (${id})`;
    return times.get(nameKey(name)) === 1
      ? name
      : `${name.slice(0, LONGEST_TITLE - suffix.length)}${suffix}`;
  });
}

/** Why a file can't be replayed though it can be read: said before anything is set up for it. */
export function hindrance(file: Pabulib): string | null {
  if (file.votes.length > MOST_VOTERS) {
    return `${String(file.votes.length)} voters; a roster takes at most ${String(MOST_VOTERS)}`;
  }
  const long = file.projects.find(({ name }) => name.length > LONGEST_TITLE);
  if (long !== undefined) {
    return `the name of the project ${long.id} has more than ${String(LONGEST_TITLE)} characters`;
  }
  const round = roundDefinition.safeParse(ballotOf(file).definition);
  return round.success ? null : (round.error.issues[0]?.message ?? 'no round can be made of it');
}

function fits(id: string): boolean {
  return id.length <= LONGEST_ID && identifier.safeParse(id).success;
}

/** A sample voter as they stand in the roster. */
export type SampleVoter = { name: string; number: string };

/** As many made-up voters as the file has votes: 样例选民 0001 and so on. */
export function sampleVoters(many: number): SampleVoter[] {
  return Array.from({ length: many }, (_, index) => {
    const place = String(index + 1).padStart(4, '0');
    return { name: `样例选民 ${place}`, number: `REPLAY-${place}` };
  });
}

/** Their roster as staff would upload it: CSV in UTF-8. */
export function rosterOf(voters: readonly SampleVoter[]): Uint8Array {
  const lines = voters.map(({ name, number }) => `${name},${number},选民代表`);
  return new TextEncoder().encode(['姓名,证号,身份', ...lines, ''].join('\r\n'));
}
