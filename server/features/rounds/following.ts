import { actOf, electsPersons } from '../../domain/elects.ts';
import { roundDefinition, type RoundDefinition } from '../../domain/round/document.ts';
import { takesWriteIns } from '../../domain/round/paper.ts';
import { MAJORITY_PROFILES } from '../../domain/majority.ts';
import { ofVoters } from '../../domain/quorum.ts';
import type { MajorityRule } from '../../domain/round/rules.ts';
import type { Next } from '../../domain/result.ts';
import { err, ok, type Outcome } from '../../domain/outcome.ts';

export type Origin = 'runoff' | 'supplementary' | 'revote';

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
  kind: 'subdistrict' | 'town',
): string {
  const suffix = `（${suffixOf(origin, definition, kind)}）`;
  const whole = [...title.replace(ADDED, '')];
  while (whole.join('').length + suffix.length > LONGEST_TITLE) whole.pop();
  return `${whole.join('')}${suffix}`;
}

function suffixOf(
  origin: Origin,
  definition: RoundDefinition,
  kind: 'subdistrict' | 'town',
): string {
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
