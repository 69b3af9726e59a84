import { isDeepStrictEqual } from 'node:util';
import type { NaivePaper } from '../../server/domain/naive.test-support.ts';
import { paperOf } from './ballots.ts';
import type { RoundFacts } from './facts.ts';
import { wrongGroup } from './let-out.ts';
import type { Cast, Model } from './model.ts';
import { countedRoll, entryOf, noPile, resultOf, type Pile } from './piles.ts';
import { Violation } from './violation.ts';

/** The order of a round's states (V12); the ends of a round stand beside `tallied`. */
const RANK = {
  draft: 0,
  ready: 0,
  voting: 1,
  closed: 2,
  inquorate: 3,
  void: 3,
  tallied: 3,
  signed: 4,
  announced: 5,
  published: 6,
} as const;

/** What was true of each round after the step before. */
export type Before = Map<string, RoundFacts>;

/**
 * Everything that has to hold at any moment, votes on their way or not. `acknowledged` are the casts that were
 * acknowledged before `model.facts` were read. Throws a `Violation`.
 */
export function checkFacts(model: Model, acknowledged: readonly Cast[], before: Before): void {
  const casts = [...model.casts.values()];
  for (const round of model.facts.rounds) {
    const old = before.get(round.id);
    neverBack(round, old);
    frozen(round, old);
    const group = wrongGroup(round);
    if (group !== undefined) throw new Violation('V7', group, { round: round.id });
    if (model.spoiled.has(round.id)) continue;
    const own = casts.filter(({ vote }) => vote.roundId === round.id);
    onePaperEach(round, own);
    kept(
      round,
      acknowledged.filter(({ vote }) => vote.roundId === round.id),
    );
    refusedStayOut(round, own);
    closedIsClosed(round, old);
    countIsTrue(round, own, model.piles.get(round.id) ?? []);
  }
  for (const id of before.keys()) {
    if (model.round(id) === undefined)
      throw new Violation('V12', 'an opened round is gone', { id });
  }
  for (const { id, state } of model.facts.rounds) {
    if (state !== 'draft' && state !== 'ready') before.set(id, model.round(id) as RoundFacts);
  }
}

/** V1: acknowledged is in the box, as it was marked. */
function kept(round: RoundFacts, acknowledged: readonly Cast[]): void {
  const marks = new Map(round.marks.map(({ person, cast }) => [person, cast]));
  const papers = new Map(round.papers.map((paper) => [paper.receipt, paper]));
  for (const { person, vote } of acknowledged.filter(({ recorded }) => recorded)) {
    const { castId, receipt } = vote;
    if (marks.get(person) !== castId) {
      throw new Violation('V1', 'an acknowledged vote has no mark', { person, castId });
    }
    const paper = papers.get(receipt);
    if (paper === undefined)
      throw new Violation('V1', 'an acknowledged vote has no paper', { castId });
    const wanted = paperOf(round.definition, { marks: vote.marks, writeIns: vote.writeIns ?? [] });
    if (!isDeepStrictEqual(paper.content, wanted)) {
      throw new Violation('V1', 'a paper is not what was marked', [wanted, paper.content]);
    }
  }
}

/** V2: one paper for each mark, one mark for each elector, and nobody else's. */
function onePaperEach(round: RoundFacts, casts: readonly Cast[]): void {
  const { marks, papers, tally, electors } = round;
  if (papers.length !== marks.length || (tally?.papers ?? 0) !== papers.length) {
    const figures = { marks: marks.length, papers: papers.length, tally: tally?.papers };
    throw new Violation('V2', 'marks, papers and tally differ', figures);
  }
  const persons = new Set(marks.map(({ person }) => person));
  if (persons.size !== marks.length) throw new Violation('V2', 'somebody is marked twice');
  const byTablet = new Set(electors.filter((e) => e.medium === 'tablet').map((e) => e.person));
  for (const { person, cast } of marks) {
    if (!byTablet.has(person)) throw new Violation('V2', 'marked and no elector', { person });
    const sent = casts.find(({ vote }) => vote.castId === cast);
    if (sent?.person !== person) throw new Violation('V2', 'a mark that nobody sent', { person });
    if (!papers.some(({ receipt }) => receipt === sent.vote.receipt)) {
      throw new Violation('V2', "a mark whose paper isn't in the box", { person });
    }
  }
}

/** V3: what was refused for good, or said never to come any more, is not in the box. */
function refusedStayOut(round: RoundFacts, casts: readonly Cast[]): void {
  const marked = new Set(round.marks.map(({ cast }) => cast));
  for (const { vote, refused, never } of casts) {
    if (marked.has(vote.castId) && (refused !== undefined || never)) {
      throw new Violation('V3', 'refused and yet recorded', { castId: vote.castId, refused });
    }
  }
}

/** V4: after the closing no paper comes and none goes. */
function closedIsClosed(round: RoundFacts, old: RoundFacts | undefined): void {
  if (old === undefined || RANK[old.state] < RANK.closed) return;
  const receipts = (of: RoundFacts) => of.papers.map(({ receipt }) => receipt).sort();
  const marks = (of: RoundFacts) => of.marks.map(({ person, cast }) => person + cast).sort();
  if (
    !isDeepStrictEqual(receipts(round), receipts(old)) ||
    !isDeepStrictEqual(marks(round), marks(old))
  ) {
    const papers = [old.papers.length, round.papers.length];
    throw new Violation('V4', 'the box changed after it was closed', { round: round.id, papers });
  }
}

/**
 * V6: the result is that of the papers which the devices sent and the roll has marked, and of those that the
 * tellers read, counted otherwise. Once it was announced, of those that they have entered.
 */
function countIsTrue(round: RoundFacts, casts: readonly Cast[], read: readonly Pile[]): void {
  const newest = round.counts.at(-1);
  if (newest === undefined) return;
  const classes = new Map(round.electors.map((elector) => [elector.person, elector.class]));
  const tablets = round.marks.map(({ person, cast }) => {
    const vote = casts.find((known) => known.vote.castId === cast)?.vote;
    if (vote === undefined) throw new Violation('V6', 'a mark that nobody sent');
    const paper = paperOf(round.definition, { marks: vote.marks, writeIns: vote.writeIns ?? [] });
    return { ...paper, class: classes.get(person) } as NaivePaper;
  });
  const certified = RANK[round.state] >= RANK.announced;
  const piles = round.medium === 'tablet' ? [noPile(round)] : read;
  const possible = piles
    .filter((pile) => !certified || isEntered(round, pile))
    .map((pile) => ({
      result: resultOf(round, tablets, pile),
      roll: countedRoll(round, tablets.length, pile),
    }));
  const { result, roll } = newest;
  if (!possible.some((one) => isDeepStrictEqual(one, { result, roll }))) {
    throw new Violation('V6', 'the count is not that of the papers', [{ result, roll }, possible]);
  }
}

/** Whether both tellers have entered this pile. */
function isEntered(round: RoundFacts, pile: Pile): boolean {
  if (round.medium === 'tablet') return true;
  const entry = entryOf(round, pile);
  const read = round.entered.length === 0 ? [[]] : round.entered;
  return read.every((contents) => isDeepStrictEqual(contents, entry));
}

/** V8: what was fixed at the opening is fixed. */
function frozen(round: RoundFacts, old: RoundFacts | undefined): void {
  if (old === undefined) return;
  const fixed = (of: RoundFacts) => ({
    title: of.title,
    display: of.display,
    shownGroup: of.shownGroup,
    medium: of.medium,
    definition: of.definition,
    roll: of.roll,
    electors: of.electors,
  });
  if (isDeepStrictEqual(fixed(round), fixed(old))) return;
  throw new Violation('V8', 'an opened round changed', [fixed(old), fixed(round)]);
}

/** V12: states and versions only grow, and a version that was made stays as it is; so does what it was made from. */
function neverBack(round: RoundFacts, old: RoundFacts | undefined): void {
  if (old === undefined) return;
  const ended = old.state === 'inquorate' || old.state === 'void';
  if (RANK[round.state] < RANK[old.state] || (ended && round.state !== old.state)) {
    throw new Violation('V12', `from ${old.state} back to ${round.state}`);
  }
  old.counts.forEach((count, at) => {
    if (!isDeepStrictEqual(round.counts[at], count)) {
      throw new Violation('V12', 'a version of the count changed', { version: count.version });
    }
  });
  if (RANK[old.state] >= RANK.signed && !isDeepStrictEqual(round.entered, old.entered)) {
    throw new Violation('V12', 'an entry changed after the count was signed', { id: round.id });
  }
}

export { RANK };
