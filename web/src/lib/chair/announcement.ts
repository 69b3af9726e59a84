import { ofVoters } from '$domain/quorum.ts';
import type { Round } from '$contract/rounds.ts';
import type { Count } from './situation.ts';
import type {
  ItemsResult,
  Next,
  RatingResult,
  RoundResult,
  ScorecardResult,
} from '$domain/result.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import { electingOf } from '$domain/digest.ts';
import { majorityLine } from '../ballot/majority-line.ts';
import { gradeOf } from '../ballot/rating-words.ts';
import { basesOf, ruleText } from './majority.ts';
import { nameOf, rankedItems, type RankedItem } from './ranking.ts';
import type { Say } from '../i18n/say.ts';

/** A round with the figures of its roll as counted. */
export type Announced = Pick<Round, 'title' | 'definition'> & { readonly roll: Count['roll'] };

/**
 * What the presider reads aloud (宣布词), a paragraph a line, from the figures of the count alone and in
 * the usual order: 发出、收回、有效、无效, then 赞成、反对、弃权 of every item, then who is elected and
 * what follows. The votes of all candidates are read, not only of those elected.
 */
export function announcement(round: Announced, result: RoundResult, say: Say): string[] {
  const head = [say('chair.words.opening', { title: round.title }), rollLine(round, say)];
  if (result.round !== 'valid') {
    return [...head, endedLine(round, result.round, result.papers.collected, say)];
  }
  if ('items' in result) return [...head, ...itemLines(round, result, say)];
  const collected = say('chair.words.collected', {
    issued: round.roll.issued,
    collected: result.papers.collected,
  });
  return [...head, collected, ...objectLines(round, result, say)];
}

function rollLine({ roll, definition }: Announced, say: Say): string {
  const { enrolled, present } = roll;
  return say(ofVoters(definition.quorum) ? 'chair.words.voters' : 'chair.words.roll', {
    enrolled,
    present,
  });
}

function endedLine(
  { roll }: Announced,
  standing: 'inquorate' | 'void',
  collected: number,
  say: Say,
): string {
  return say(`chair.words.${standing}`, { issued: roll.issued, collected });
}

function itemLines(round: Announced, result: ItemsResult, say: Say): string[] {
  const { definition, roll } = round;
  const { collected, valid, invalid } = result.papers;
  const ranked = rankedItems(definition, result);
  return [
    say('chair.words.papers', { issued: roll.issued, collected, valid, invalid }),
    say('chair.words.votes'),
    ...ranked.map((item, index) => itemLine(definition.kind === 'rank', item, index + 1, say)),
    ...ruleLine(round, result, say),
    ...electedLines(round, ranked, say),
    ...nextLine(definition, result.next, say),
  ];
}

function itemLine(points: boolean, item: RankedItem, number: number, say: Say): string {
  const { title } = item;
  if (points) return say('chair.words.points', { number, title, points: item.points ?? 0 });
  return say('chair.words.item', {
    number,
    title,
    for: item.for,
    against: item.against,
    abstain: item.abstain,
    void: item.void,
  });
}

function ruleLine({ definition, roll }: Announced, result: ItemsResult, say: Say): string[] {
  const [rule, ...others] = definition.majority;
  if (rule === undefined) return [];
  const line = majorityLine(definition, basesOf(roll, result));
  const of = electingOf(definition);
  if (others.length === 0 && line !== null) {
    return [say('chair.words.rule', { rule: ruleText(rule, say), needed: line.needed, of })];
  }
  // Several conditions, or one class's alone, have no single number of votes.
  const rules = definition.majority.map((each) => ruleText(each, say));
  return [say('chair.words.rules', { rules: rules.join(say('chair.words.and')), of })];
}

function electedLines(round: Announced, ranked: readonly RankedItem[], say: Say): string[] {
  const named = (outcome: RankedItem['outcome']) =>
    ranked.filter((item) => item.outcome === outcome).map(({ title }) => title);
  const elected = named('elected');
  const tied = named('tied');
  const way = electingOf(round.definition);
  const lines =
    elected.length > 0
      ? [say(`chair.words.${way}`, { count: elected.length, names: list(elected, say) })]
      : [say(`chair.words.none.${way}`)];
  if (tied.length > 0) lines.push(say('chair.words.tied', { names: list(tied, say) }));
  return lines;
}

function nextLine(definition: RoundDefinition, next: Next, say: Say): string[] {
  if (next === null) return [];
  const { seats } = next;
  const of = electingOf(definition);
  switch (next.kind) {
    case 'runoff':
      return [say('chair.words.runoff', { seats, of })];
    case 'supplementary': {
      const names = list(
        next.items.map((id) => nameOf(definition, id)),
        say,
      );
      return [say('chair.words.supplementary', { seats, names, of })];
    }
    case 'vacant':
      return [say('chair.words.vacant', { seats })];
    case 'next_session':
      return [say('chair.words.nextSession', { seats })];
  }
}

function objectLines(round: Announced, result: RatingResult | ScorecardResult, say: Say): string[] {
  const { definition } = round;
  if (definition.kind === 'rating') {
    const scale = definition.scale;
    return (result as RatingResult).objects.map((object) =>
      say('chair.words.rated', {
        title: nameOf(definition, object.id),
        counts: scale
          .map(({ id }) =>
            say('chair.words.grade', {
              grade: gradeOf(scale, id, say),
              count: object.counts[id] ?? 0,
            }),
          )
          .join(say('chair.words.comma')),
        graded: object.grade === null ? 'no' : 'yes',
        grade: object.grade === null ? '' : gradeOf(scale, object.grade, say),
      }),
    );
  }
  return (result as ScorecardResult).objects.map((object) =>
    say('chair.words.scored', {
      title: nameOf(definition, object.id),
      total: object.total ?? '—',
      graded: object.grade === null ? 'no' : 'yes',
      grade: object.grade ?? '',
    }),
  );
}

/** Names of projects hold commas themselves. */
function list(names: readonly string[], say: Say): string {
  return names.join(say('chair.words.semicolon'));
}
