/**
 * Counts a round: the one function behind the server's certified count, `npm run count` and every
 * verification. Pure: the same document gives the same result on every machine.
 */
import { err, ok, type Outcome } from '../outcome.ts';
import { standingOf } from '../quorum.ts';
import { RESULT_FORMAT, type RoundResult } from '../result.ts';
import { readHead, type RoundHead } from '../round/document.ts';
import { paperSchemaOf } from '../round/paper.ts';
import { refusalOf, type Refusal } from '../round/refusal.ts';
import type { Counter } from './counter.ts';
import { hasItems, ItemsCounter } from './items.ts';
import { RatingCounter } from './rating.ts';
import { ScorecardCounter } from './scorecard.ts';

/** A count under way: papers go in one at a time and only figures stay. */
export interface RunningCount {
  /**
   * False when the round is void because more papers were collected than issued: its papers are
   * then not looked at, whatever is in them.
   */
  readonly looksAtPapers: boolean;
  /** Checks and counts one paper; gives the reason when the document must be refused for it. */
  take(paper: unknown): Refusal | null;
  /** The result, or the refusal when the number of papers is not the number collected. */
  finish(): Outcome<RoundResult, Refusal>;
}

/** Starts a count from everything but the papers. */
export function startCount({ definition, roll }: RoundHead): RunningCount {
  const standing = standingOf(definition.quorum, roll);
  const looksAtPapers = roll.collected <= roll.issued;
  const schema = paperSchemaOf(definition);
  const counter = counterFor({ definition, roll });
  let taken = 0;
  return {
    looksAtPapers,
    take(paper) {
      const index = taken;
      taken += 1;
      if (!looksAtPapers) return null;
      const parsed = schema.safeParse(paper);
      if (!parsed.success) return refusalOf(parsed.error, ['papers', index]);
      if (standing === 'valid') counter.add(parsed.data);
      return null;
    },
    finish() {
      if (looksAtPapers && taken !== roll.collected) {
        const reason = `collected ${roll.collected} papers, but ${taken} are here`;
        return err({ path: 'roll.collected', reason });
      }
      if (standing === 'valid') return ok(counter.result());
      return ok({
        format: RESULT_FORMAT,
        round: standing,
        papers: { collected: roll.collected },
        ...(hasItems(definition) ? { next: null } : {}),
      });
    },
  };
}

function counterFor({ definition, roll }: RoundHead): Counter {
  switch (definition.kind) {
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
    case 'rank':
      return new ItemsCounter(definition, roll);
    case 'rating':
      return new RatingCounter(definition, roll);
    case 'scorecard':
      return new ScorecardCounter(definition);
  }
}

/**
 * Counts a whole document held in memory. Takes anything that was read from JSON; a document that
 * breaks the contract of docs/round-format.md is refused with the path and the reason.
 */
export function count(document: unknown): Outcome<RoundResult, Refusal> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return err({ path: '', reason: 'a round document is an object' });
  }
  const { papers, ...rest } = document as Record<string, unknown>;
  const head = readHead(rest);
  if (!head.ok) return head;
  if (!Array.isArray(papers)) return err({ path: 'papers', reason: 'must be a list of papers' });
  const running = startCount(head.value);
  for (const paper of papers) {
    const refusal = running.take(paper);
    if (refusal) return err(refusal);
  }
  return running.finish();
}
