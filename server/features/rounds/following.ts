import { roundDefinition, type RoundDefinition } from '../../domain/round/document.ts';
import { MAJORITY_PROFILES } from '../../domain/majority.ts';
import { ofVoters } from '../../domain/quorum.ts';
import type { MajorityRule } from '../../domain/round/rules.ts';
import type { Next } from '../../domain/result.ts';
import { err, ok, type Outcome } from '../../domain/outcome.ts';

export type Origin = 'runoff' | 'supplementary' | 'revote';

/**
 * The rules of the round that follows: of a re-vote the same; of a runoff (再次投票) only the tied items for the
 * open seats, more approvals win; of a supplementary round (另行票决) the items named by the count, by the same
 * majority. `nothing_follows` when the result doesn't call for it.
 */
export function definitionAfter(
  definition: RoundDefinition,
  next: Next | undefined,
  origin: Origin,
): Outcome<RoundDefinition, 'nothing_follows'> {
  if (origin === 'revote') return ok(definition);
  if (next?.kind !== origin) return err('nothing_follows');
  const titles = new Map(definition.items.map(({ id, title }) => [id, title]));
  // A name written in keeps its id and gets its name as title.
  const items = next.items.map((id) => ({ id, title: titles.get(id) ?? id.replace(/^w:/, '') }));
  const common = {
    items,
    seats: next.seats,
    round: definition.round + 1,
    quorum: definition.quorum,
  };
  if (definition.kind === 'rank') {
    return ok(roundDefinition.parse({ ...common, kind: 'rank', shortfall: 'vacant' }));
  }
  const majority = origin === 'runoff' ? [] : majorityAgain(definition);
  // In a runoff nobody else can be written in, and each item is chosen or not.
  const kind = origin === 'supplementary' && definition.kind === 'each' ? 'each' : 'choose';
  return ok(roundDefinition.parse({ ...common, kind, majority, shortfall: definition.shortfall }));
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

/** What the title of the following round says about it; a title that leaves no room for that is cut. */
export function titleAfter(title: string, origin: Origin): string {
  const suffix = { runoff: '（再次投票）', supplementary: '（另行票决）', revote: '（重新投票）' };
  const whole = [...title.replace(/（(再次投票|另行票决|重新投票)）$/, '')];
  while (whole.join('').length + suffix[origin].length > LONGEST_TITLE) whole.pop();
  return `${whole.join('')}${suffix[origin]}`;
}
