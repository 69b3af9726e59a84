import type { RoundDefinition, RoundDefinitionInput } from '../../server/domain/round/document.ts';
import type { PaperMarks } from '../../server/contract/room/socket.ts';
import type { Random } from './random.ts';

type Medium = 'tablet' | 'mixed' | 'figures';

/** What somebody puts on a paper. */
export type Ballot = { marks: PaperMarks; writeIns: string[] };

const KINDS = ['choose', 'each', 'package', 'election', 'rating', 'scorecard', 'rank'] as const;
/** What can be counted by hand. */
const BY_HAND = ['choose', 'each', 'package', 'election'] as const;
const GRADES = ['good', 'fair', 'poor'];

/** A round of any kind, small enough that everything that can happen to it soon does. */
export function randomDefinition(random: Random, medium: Medium): RoundDefinitionInput {
  const kind = random.pick(medium === 'figures' ? BY_HAND : KINDS);
  const many = kind === 'package' ? 1 : 2 + random.int(4);
  const items = Array.from({ length: many }, (_, i) => ({
    id: `p${String(i + 1)}`,
    title: `样例项目${String(i + 1)}`,
  }));
  const seats = 1 + random.int(many);
  const majority = [
    {
      // Of the papers mostly, and fractions that a few of them meet exactly.
      base: random.pick(['enrolled', 'present', 'collected', 'valid', 'valid'] as const),
      fraction: random.pick(['1/2', '1/2', '1/3', '2/3'] as const),
      strict: random.chance(0.7),
      // Paper does not say whose it is.
      ...(medium === 'tablet' && random.chance(0.2) ? { class: 'deputy' } : {}),
    },
  ];
  const quorum = random.chance(0.3)
    ? [{ of: 'registered' as const, fraction: '1/2', strict: false }]
    : [];
  const common = { items, quorum };
  switch (kind) {
    case 'choose':
    case 'election':
      return { kind, ...common, seats, exact: random.chance(0.2), majority };
    case 'each':
    case 'package':
      return { kind, ...common, majority };
    case 'rank':
      return { kind, ...common, seats };
    case 'rating':
      return { kind, ...common, scale: GRADES.map((id) => ({ id })) };
    case 'scorecard': {
      const indicators = ['work', 'manner'].map((id) => ({ id, min: 0, max: 10, weight: '1/2' }));
      return { kind, ...common, indicators };
    }
  }
}

/** A ballot for a round; most are valid, some the round refuses. */
export function randomBallot(definition: RoundDefinition, random: Random): Ballot {
  const { items } = definition;
  const ids = random.shuffled(items.map(({ id }) => id));
  switch (definition.kind) {
    case 'choose':
    case 'election': {
      const seats = definition.seats;
      const approvals = random.chance(0.1)
        ? seats + 1
        : definition.exact
          ? seats
          : random.int(seats + 1);
      const marks: PaperMarks = {};
      ids.slice(0, approvals).forEach((id) => (marks[id] = 'for'));
      const rest = ids.slice(approvals).filter(() => random.chance(0.6));
      rest.forEach((id) => (marks[id] = 'against'));
      const names = definition.kind === 'election' && rest.length > 0 && random.chance(0.3);
      return { marks, writeIns: names ? [random.pick(['样例甲', '样例乙'])] : [] };
    }
    case 'each':
    case 'package':
      return marked(ids, random.chance(0.05), () =>
        random.pick(['for', 'against', 'abstain'] as const),
      );
    case 'rating':
      return marked(ids, random.chance(0.2), () => random.pick(GRADES));
    case 'scorecard':
      return marked(ids, random.chance(0.2), () => ({
        work: random.int(11),
        manner: random.chance(0.05) ? 11 : random.int(11),
      }));
    case 'rank': {
      const places = random.int(definition.seats + 1);
      const marks: PaperMarks = {};
      ids.slice(0, places).forEach((id, place) => (marks[id] = place + 1));
      return { marks, writeIns: [] };
    }
  }
}

function marked(
  ids: readonly string[],
  leavesOneOut: boolean,
  mark: () => PaperMarks[string],
): Ballot {
  const marked = leavesOneOut ? ids.slice(1) : ids;
  return { marks: Object.fromEntries(marked.map((id) => [id, mark()])), writeIns: [] };
}

/**
 * The paper that has to lie in the box for a ballot, written from docs/round-format.md and not with the server's
 * own rules: in rounds of approvals what was left out is abstained from, elsewhere it stays blank.
 */
export function paperOf(definition: RoundDefinition, { marks, writeIns }: Ballot) {
  const approvals = ['choose', 'each', 'package', 'election'].includes(definition.kind);
  const full = approvals
    ? Object.fromEntries(definition.items.map(({ id }) => [id, marks[id] ?? 'abstain']))
    : marks;
  return { marks: full, ...(writeIns.length === 0 ? {} : { writeIns }) };
}
