import {
  naiveCount,
  type NaiveDocument,
  type NaivePaper,
} from '../../server/domain/naive.test-support.ts';
import type { RoundDefinition } from '../../server/domain/round/document.ts';
import { paperOf, randomBallot } from './ballots.ts';
import type { RoundFacts } from './facts.ts';
import type { Random } from './random.ts';

/** The paper ballots of a round as they lie in the box: what the tellers read, and nobody tells the server. */
export type Pile = {
  /** 应到 and 实到; of a constituency those registered and those who came. */
  enrolled: number;
  present: number;
  issued: number;
  papers: NaivePaper[];
};

/** A pile as it could come back in this round. Now and then a paper too many is in it. */
export function randomPile(round: RoundFacts, random: Random): Pile {
  const ofVoters = round.roll === null;
  const enrolled = round.roll?.enrolled ?? 4 + random.int(8);
  const present = round.roll?.present ?? 1 + random.int(enrolled);
  const onPaper = round.electors.filter(({ medium }) => medium === 'paper').length;
  const most = ofVoters ? present : onPaper;
  const issued = random.chance(0.7) ? most : random.int(most + 1);
  const many = issued > 0 && random.chance(0.05) ? issued + 1 : random.int(issued + 1);
  const papers = Array.from({ length: many }, () => randomPaper(round.definition, random));
  return { enrolled, present, issued, papers };
}

/** Of a round without paper ballots. */
export function noPile({ roll }: RoundFacts): Pile {
  return { enrolled: roll?.enrolled ?? 0, present: roll?.present ?? 0, issued: 0, papers: [] };
}

/** The same pile, read again: what stands on one paper was something else. */
export function readOtherwise(pile: Pile, definition: RoundDefinition, random: Random): Pile {
  const at = random.int(pile.papers.length);
  return { ...pile, papers: pile.papers.with(at, randomPaper(definition, random)) };
}

/** Not every paper is one that a tablet would take, or that anybody can read. */
function randomPaper(definition: RoundDefinition, random: Random): NaivePaper {
  const paper = paperOf(definition, randomBallot(definition, random)) as NaivePaper;
  return random.chance(0.05) ? { ...paper, illegible: true } : paper;
}

/** What a teller enters of a pile: each paper, or the figures of them all. */
export function entryOf(round: RoundFacts, pile: Pile): unknown[] {
  if (pile.papers.length > pile.issued && round.medium === 'mixed') return [];
  return round.medium === 'figures' ? [figuresOf(round, pile)] : pile.papers;
}

/** The result that the papers of the tablets and this pile have together. */
export function resultOf(round: RoundFacts, tablets: readonly NaivePaper[], pile: Pile) {
  const papers = [...tablets, ...pile.papers];
  const roll = countedRoll(round, tablets.length, pile);
  const { classes } = round.roll ?? {};
  const document = { ...round.definition, roll: { ...roll, ...(classes && { classes }) }, papers };
  const result = naiveCount(document as unknown as NaiveDocument) as {
    papers: { reasons?: object };
  };
  // By hand it is counted how many are invalid, not why.
  if (round.medium === 'figures' && result.papers.reasons) result.papers.reasons = {};
  return result;
}

/** 应到, 实到, 发出 and 收回 of both boxes (docs/counting.md). */
export function countedRoll(round: RoundFacts, tablets: number, pile: Pile) {
  const { enrolled, present, issued } = pile;
  const excess = pile.papers.length > issued;
  // Where the paper box alone holds too many, tablets that stayed unused don't hide it.
  const byTablet = excess ? tablets : (round.roll?.issued ?? 0);
  return { enrolled, present, issued: byTablet + issued, collected: tablets + pile.papers.length };
}

type Line = { id: string; for: number; against: number; abstain: number; void: number };

/** The figures of a pile, found by the second count: whatever becomes of the round, they are the same. */
function figuresOf(round: RoundFacts, pile: Pile) {
  const { enrolled, present, issued, papers } = pile;
  const figures = { enrolled, present, issued, collected: papers.length };
  if (papers.length > issued) return { ...figures, counted: null };
  const standing = { ...round, definition: { ...round.definition, quorum: [] } } as RoundFacts;
  const counted = resultOf(standing, [], pile) as unknown as {
    papers: { valid: number; invalid: number };
    items: Line[];
  };
  const { valid, invalid } = counted.papers;
  const items = counted.items
    .filter(({ id }) => !id.startsWith('w:'))
    .map(({ id, for: approvals, against, abstain, void: illegible }) => {
      return { id, for: approvals, against, abstain, void: illegible };
    });
  const writeIns = counted.items
    .filter(({ id }) => id.startsWith('w:'))
    .map((line) => ({ name: line.id.slice(2), for: line.for }));
  return { ...figures, counted: { valid, invalid, items, writeIns } };
}
