import type { Vote } from '../../server/contract/socket.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import { identifier } from '../../server/domain/round/rules.ts';
import type { Pabulib } from './pabulib.ts';

/** Longest item id that a vote may name (contract/socket.ts). */
const LONGEST_ID = 60;

/** A file's ballot as a round of ours. */
export type Ballot = {
  definition: RoundDefinitionInput;
  /** For each voter of the file, in its order: what their device sends. */
  papers: Vote['marks'][];
  /** The item of each project, in the file's order. */
  items: { id: string; projectId: string }[];
};

/**
 * 差额票决: up to `max_length` of the projects, with no quorum and no majority, as citizens' budgets are
 * decided. Who chose nothing gives an empty paper, which is valid. Projects keep their ids where these can
 * be ids of items, and are numbered where one can't.
 */
export function ballotOf({ meta, projects, votes }: Pabulib): Ballot {
  const fit = projects.every(({ id }) => fits(id));
  const items = projects.map(({ id }, index) => ({
    id: fit ? id : `p${String(index + 1)}`,
    projectId: id,
  }));
  const itemOf = new Map(items.map(({ id, projectId }) => [projectId, id]));
  return {
    definition: {
      kind: 'choose',
      seats: meta.maxLength,
      items: items.map(({ id }, index) => ({ id, title: projects[index]?.name ?? '' })),
      quorum: [],
      majority: [],
    },
    papers: votes.map(({ choices }) =>
      Object.fromEntries(choices.map((id) => [itemOf.get(id) ?? id, 'for'])),
    ),
    items,
  };
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
