/** The announcement of a result (宣布词): one text for the presider's page and the document that is kept. */
import { actOf } from '../elects.ts';
import { neededFor, ofVoters } from '../quorum.ts';
import { printedTotal } from '../result.ts';
import type { ItemsResult, RatingResult, RoundResult, ScorecardResult } from '../result.ts';
import type { RoundDefinition } from '../round/definition.ts';
import type { Roll } from '../round/roll.ts';
import { chinese } from './chinese.ts';
import { decisionOf, votesOf, type Decision } from './decision.ts';
import type { Words } from './words.ts';

/** A round with the figures of its roll as counted. */
export type Announced = {
  readonly title: string;
  readonly definition: RoundDefinition;
  readonly roll: Pick<Roll, 'enrolled' | 'present' | 'issued' | 'collected'>;
};

/**
 * What the presider reads aloud, a paragraph a line, from the figures of the count alone and in the usual order:
 * 发出、收回、有效、无效, then 赞成、反对、弃权 of everything on the paper, then who is elected and what follows. The
 * votes of all candidates are read, not only of those elected.
 */
export function announcement(
  round: Announced,
  result: RoundResult,
  words: Words = chinese,
): string[] {
  const { definition, roll, title } = round;
  const act = actOf(definition);
  const voters = ofVoters(definition.quorum);
  const papers = { issued: roll.issued, collected: result.papers.collected };
  const head = [words.opening(act, title), words.roll({ ...roll, voters })];
  if (result.round === 'void') return [...head, words.void(act, papers)];
  if (result.round === 'inquorate') return [...head, words.inquorate(act, papers, voters)];
  if ('items' in result) {
    const { valid, invalid } = result.papers;
    return [
      ...head,
      words.papers(act, { ...papers, validity: { valid, invalid } }, voters),
      ...itemLines(round, result, words),
    ];
  }
  if (!('objects' in result)) throw new Error('a valid result is of items or of objects');
  return [
    ...head,
    words.papers(act, { ...papers, validity: null }, voters),
    ...objectLines(definition, result, words),
  ];
}

function itemLines(round: Announced, result: ItemsResult, words: Words): string[] {
  const { definition, title } = round;
  const decision = decisionOf(definition, result, title);
  const { motion, standing, written, way } = decision;
  if (motion !== null) {
    return [
      words.motion(motion),
      ...ruleLine(round, result, words),
      ...outcomeLines(round, result, words),
    ];
  }
  const ranking = definition.kind === 'rank';
  return [
    words.votes(way, ranking),
    ...standing.map((item, index) =>
      ranking ? words.points(index + 1, item) : words.item(index + 1, item),
    ),
    ...(written.length > 0 ? [words.written(written)] : []),
    ...ruleLine(round, result, words),
    ...outcomeLines(round, result, words),
  ];
}

/** By which rule it is decided, and from how many votes on where that is a single number. */
function ruleLine({ definition, roll }: Announced, result: ItemsResult, words: Words): string[] {
  const { majority } = definition;
  const [rule, ...others] = majority;
  if (rule === undefined) return [];
  // Several conditions, or one class's alone, have no single number of votes.
  const single = others.length === 0 && rule.class === undefined;
  const bases = { ...roll, collected: result.papers.collected, valid: result.papers.valid };
  const needed = single ? neededFor({ of: 'enrolled', ...rule }, bases[rule.base]) : null;
  const { way } = decisionOf(definition, result, '');
  return [words.rules(way, majority, needed)];
}

/** Who or what is taken, what is level, what follows; shared with the notice. */
export function outcomeLines(
  { definition, title }: Pick<Announced, 'definition' | 'title'>,
  result: ItemsResult,
  words: Words = chinese,
): string[] {
  const decision = decisionOf(definition, result, title);
  const { motion, elected, way } = decision;
  if (motion !== null) {
    return [words.motionOutcome(motion.title, motion.outcome === 'elected')];
  }
  const names = elected.map((item) => item.title);
  return [
    ...(elected.length > 0 ? [words.elected(way, names)] : []),
    ...unsettledLines(decision, definition, words),
  ];
}

/** What is left open: nobody taken, items level, seats to fill. */
export function unsettledLines(
  { way, elected, tied, missedRule, next, standing, written }: Decision,
  definition: RoundDefinition,
  words: Words = chinese,
): string[] {
  const lines: string[] = [];
  // A tie is no failure: those level may all have reached what the rules ask for.
  if (elected.length === 0 && tied.length === 0) lines.push(words.none(way, missedRule));
  const [level] = tied;
  if (level !== undefined) {
    lines.push(
      words.tied(
        tied.map((item) => item.title),
        votesOf(level),
        definition.kind === 'rank',
      ),
    );
  }
  const rest = elected.length > 0;
  switch (next?.kind) {
    case undefined:
      break;
    case 'runoff':
      lines.push(words.runoff(way, next.seats, rest));
      break;
    case 'supplementary': {
      const all = [...standing, ...written];
      const names = next.items.map((id) => all.find((item) => item.id === id)?.title ?? id);
      lines.push(words.supplementary(way, next.seats, names));
      break;
    }
    case 'vacant':
      lines.push(words.vacant(next.seats, rest));
      break;
    case 'next_session':
      lines.push(words.nextSession(next.seats, rest));
      break;
  }
  return lines;
}

function objectLines(
  definition: RoundDefinition,
  result: RatingResult | ScorecardResult,
  words: Words,
): string[] {
  const titleOf = (id: string) => definition.items.find((item) => item.id === id)?.title || id;
  if (definition.kind === 'rating') {
    const { scale, blank } = definition;
    return (result as RatingResult).objects.map(({ id, counts, abstain, invalid, grade }) =>
      words.rated(
        titleOf(id),
        scale.map((each) => ({ grade: words.grade(scale, each.id), count: counts[each.id] ?? 0 })),
        { abstain: blank === 'abstain' ? abstain : null, invalid },
        grade === null ? null : words.grade(scale, grade),
      ),
    );
  }
  return (result as ScorecardResult).objects.map((object) => {
    const { id, grade } = object;
    const total = printedTotal(object);
    return words.scored(titleOf(id), total, grade === null ? null : words.grade([], grade));
  });
}
