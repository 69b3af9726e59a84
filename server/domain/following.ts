import type { AssemblyKind } from './assemblyKind.ts';
import type { Origin } from './origin.ts';
import { actOf, electsPersons } from './elects.ts';
import { roundDefinition, type RoundDefinition } from './round/document.ts';
import { takesWriteIns } from './round/paper.ts';
import { MAJORITY_PROFILES } from './majority.ts';
import { ofVoters } from './quorum.ts';
import type { MajorityRule } from './round/rules.ts';
import type { Next, RoundResult } from './result.ts';
import type { RoundState } from './states/round.ts';
import { err, ok, type Outcome } from './outcome.ts';

/** A round that can be made at one press, and how many seats it is about (none for a new vote). */
export type Following =
  | { readonly origin: 'revote' }
  | { readonly origin: 'runoff' | 'supplementary'; readonly seats: number };

/**
 * What a round calls for: once it is announced what its result says, a new vote where it failed. Null where nothing has to
 * follow or the result isn't known.
 */
export function followingOf(state: RoundState, result: RoundResult | null): Following | null {
  if (state === 'void' || state === 'inquorate') return { origin: 'revote' };
  if (state !== 'announced' && state !== 'published') return null;
  const next = result !== null && 'next' in result ? (result.next ?? null) : null;
  return next?.kind === 'runoff' || next?.kind === 'supplementary'
    ? { origin: next.kind, seats: next.seats }
    : null;
}

/**
 * Whether it may be decided, for a reason that is written down, to vote anew (由主席团决定重新投票): of a box that
 * can't be counted and of a count that can't be corrected any more. A count that isn't signed yet is made again instead.
 */
export function mayVoteAnew(state: RoundState): boolean {
  return state === 'closed' || state === 'signed' || state === 'announced' || state === 'published';
}

/**
 * The rules of the round that follows: of a re-vote the same; of a runoff (再次投票) only the tied items for the
 * open seats, more approvals win; of a supplementary round (另行选举、另行票决) the items named by the count, by the
 * same majority. Every other rule is carried as it is, and an election stays one. `nothing_follows` when the result
 * doesn't call for it.
 */
export function definitionAfter(
  definition: RoundDefinition,
  next: Next | undefined,
  origin: Origin,
): Outcome<RoundDefinition, 'nothing_follows'> {
  if (origin === 'revote') return ok(definition);
  if (next?.kind !== origin) return err('nothing_follows');
  const titles = new Map(definition.items.map(({ id, title }) => [id, title]));
  // A name written in stands on the list from now on: as a candidate, so under no id of a write-in.
  const items = next.items.map((id) =>
    titles.has(id)
      ? { id, title: titles.get(id) }
      : { id: id.replace(/^w:/, 'n:'), title: id.replace(/^w:/, '') },
  );
  // Nobody could fill in a paper that asks for more than stand on it.
  const enough = items.length >= next.seats || takesWriteIns(definition);
  const carried = {
    ...definition,
    ...('exact' in definition && { exact: definition.exact && enough }),
    items,
    seats: next.seats,
    round: definition.round + 1,
  };
  if (origin === 'supplementary') {
    return ok(roundDefinition.parse({ ...carried, majority: majorityAgain(definition) }));
  }
  return ok(
    roundDefinition.parse({
      ...carried,
      majority: [],
      // Among the tied alone: nobody else is written in, and of things voted on one by one each is chosen or not.
      ...(definition.kind === 'election' && { writeIns: false }),
      ...(definition.kind === 'each' && { kind: 'choose' }),
    }),
  );
}

/**
 * What another round for open seats asks for: what the first did; of voters, who decide by those who took part, a
 * third of the papers at least (另行选举, 选举法第四十五条).
 */
function majorityAgain({ majority, quorum }: RoundDefinition): readonly MajorityRule[] {
  return ofVoters(quorum) ? MAJORITY_PROFILES.M_1_3_GE_COLLECTED : majority;
}

/** As long as titles may be. */
const LONGEST_TITLE = 200;
const ADDED = /（(再次投票|另行选举|另行票选|另行票决|重新投票|重新选举|重新测评)）$/;

/**
 * What the title of the following round says about it: of persons 另行选举, of items 另行票选 in a subdistrict and
 * 另行票决 in a town. A title that leaves no room for that is cut.
 */
export function titleAfter(
  title: string,
  origin: Origin,
  definition: RoundDefinition,
  kind: AssemblyKind,
): string {
  const suffix = `（${suffixOf(origin, definition, kind)}）`;
  const whole = [...title.replace(ADDED, '')];
  while (whole.join('').length + suffix.length > LONGEST_TITLE) whole.pop();
  return `${whole.join('')}${suffix}`;
}

function suffixOf(origin: Origin, definition: RoundDefinition, kind: AssemblyKind): string {
  switch (origin) {
    case 'runoff':
      return '再次投票';
    case 'supplementary':
      if (electsPersons(definition)) return '另行选举';
      return kind === 'subdistrict' ? '另行票选' : '另行票决';
    case 'revote':
      return { election: '重新选举', evaluation: '重新测评', vote: '重新投票' }[actOf(definition)];
  }
}
