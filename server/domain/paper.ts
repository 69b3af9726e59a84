/** Whether a paper from a tablet may go into the box. */
import { z } from 'zod';
import { isRanking } from './count/validity.ts';
import { err, ok, type Outcome } from './outcome.ts';
import { own } from './own.ts';
import type { DefinitionOf, RoundDefinition } from './round/definition.ts';
import {
  marksSchemaOf,
  takesWriteIns,
  type ChoiceMarks,
  type Marks,
  type MarksOf,
} from './round/paper.ts';
import { candidateNamed } from './candidates.ts';
import { nameKey, writtenName } from './writtenName.ts';

/**
 * Why a tablet's paper was not taken. The error names items and numbers, never a mark, so it may be
 * shown to the elector and to nobody else has anything to tell.
 */
export type PaperRefusal =
  /** The marks are not of this kind: a programming error of the sender. */
  | { readonly code: 'malformed'; readonly item: string | null }
  | { readonly code: 'unknown_item'; readonly item: string }
  /** `choose`, `election`: more approvals (write-ins included) than seats. */
  | { readonly code: 'too_many'; readonly approvals: number; readonly seats: number }
  /** `exact`: fewer approvals than seats. */
  | { readonly code: 'too_few'; readonly approvals: number; readonly seats: number }
  /** `package`: not exactly one mark. */
  | { readonly code: 'mark_needed'; readonly item: string }
  /** `rank`: not 1…k, each once, with k ≤ seats. */
  | { readonly code: 'bad_ranking'; readonly seats: number }
  /** `rating`: a grade that the scale does not have, or two ticks. */
  | { readonly code: 'unknown_grade'; readonly item: string }
  /** `scorecard`: an object begun but not filled in. */
  | { readonly code: 'incomplete'; readonly item: string; readonly indicator: string }
  /** `scorecard`: a score outside the indicator's range. */
  | { readonly code: 'out_of_range'; readonly item: string; readonly indicator: string }
  /** `election`: more names written in than candidates opposed; abstaining forbids a write-in. */
  | {
      readonly code: 'write_in_needs_opposition';
      readonly writeIns: number;
      readonly against: number;
    }
  /** Names written in where the kind knows none. */
  | { readonly code: 'no_write_ins' }
  /** A candidate of the list written in: approved there, not beside it. */
  | { readonly code: 'candidate_written_in'; readonly item: string };

/** A paper as it is dropped into the box: no elector, no class, no time. */
export type AcceptedPaper = { marks: Marks; writeIns?: string[] };

type Answer = Outcome<AcceptedPaper, PaperRefusal>;

const names = z.array(z.string());

/**
 * Accepts or refuses a tablet's marks under a frozen definition and gives them back in normal form:
 * items in the document's order with every item present (abstaining where nothing was said), so that
 * a stored paper shows neither the order of the taps nor which items were left alone. For `rating`,
 * `scorecard` and `rank` items without a mark stay away, since blank is not abstaining there.
 *
 * `writeIns` are the names written in (`election` only), as `writtenName` has them and each once in the result.
 */
export function acceptElectronic(
  definition: RoundDefinition,
  marks: unknown,
  writeIns: unknown = [],
): Answer {
  const written = names.safeParse(writeIns);
  const parsed = marksSchemaOf(definition).safeParse(marks);
  if (!parsed.success) return err(refusalFor(definition, parsed.error));
  if (!written.success) return err({ code: 'malformed', item: null });
  if (!takesWriteIns(definition) && written.data.length > 0) {
    return err({ code: 'no_write_ins' });
  }
  switch (definition.kind) {
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
      return acceptChoices(definition, parsed.data as ChoiceMarks, written.data);
    case 'rating':
      return acceptRating(definition, parsed.data as MarksOf<'rating'>);
    case 'scorecard':
      return acceptScores(definition, parsed.data as MarksOf<'scorecard'>);
    case 'rank': {
      const places = parsed.data as MarksOf<'rank'>;
      if (!isRanking(Object.values(places), definition.seats)) {
        return err({ code: 'bad_ranking', seats: definition.seats });
      }
      return ok({ marks: inOrder(definition, places) });
    }
  }
}

function acceptChoices(
  definition: DefinitionOf<'choose' | 'each' | 'package' | 'election'>,
  given: ChoiceMarks,
  written: readonly string[],
): Answer {
  const marks: ChoiceMarks = Object.fromEntries(
    definition.items.map(({ id }) => [id, own(given, id) ?? 'abstain']),
  );
  const illegible = definition.items.find(({ id }) => marks[id] === 'illegible');
  if (illegible) return err({ code: 'malformed', item: illegible.id });
  const all = Object.values(marks);
  const writeIns = eachOnce(written);
  if (writeIns.includes('')) return err({ code: 'malformed', item: null });
  const listed = writeIns.map((name) => candidateNamed(definition, name)).find((id) => id !== null);
  if (listed !== undefined) return err({ code: 'candidate_written_in', item: listed });
  const [only] = definition.items;
  if (definition.kind === 'package' && only && !Object.hasOwn(given, only.id)) {
    return err({ code: 'mark_needed', item: only.id });
  }
  if (definition.kind === 'choose' || definition.kind === 'election') {
    const { seats } = definition;
    const approvals = all.filter((mark) => mark === 'for').length + writeIns.length;
    if (approvals > seats) return err({ code: 'too_many', approvals, seats });
    if (definition.exact && approvals < seats) return err({ code: 'too_few', approvals, seats });
  }
  const unopposed = unopposedWriteIns(marks, writeIns);
  if (unopposed) return err({ code: 'write_in_needs_opposition', ...unopposed });
  return ok(writeIns.length > 0 ? { marks, writeIns } : { marks });
}

/**
 * How many names are written in and how many candidates opposed, where the former are more (表示反对的，可以另选他人); null
 * where the rule holds. A tablet's paper is refused for it; a paper from a box is counted as it lies there, and whoever enters
 * it says that it does.
 */
export function unopposedWriteIns(
  marks: Readonly<Record<string, unknown>>,
  names: readonly string[],
): { writeIns: number; against: number } | null {
  const writeIns = new Set(names.map(nameKey)).size;
  const against = Object.values(marks).filter((mark) => mark === 'against').length;
  return writeIns > against ? { writeIns, against } : null;
}

/** Names in their normal form, each once, in an order that is nobody's. */
function eachOnce(names: readonly string[]): string[] {
  const sorted = names.map(writtenName).toSorted();
  return [...new Map(sorted.map((name) => [nameKey(name), name])).values()];
}

function acceptRating(definition: DefinitionOf<'rating'>, given: MarksOf<'rating'>): Answer {
  const wrong = definition.items.find(
    ({ id }) => own(given, id) === 'illegible' || Array.isArray(own(given, id)),
  );
  if (wrong) return err({ code: 'unknown_grade', item: wrong.id });
  return ok({ marks: inOrder(definition, given) });
}

function acceptScores(definition: DefinitionOf<'scorecard'>, given: MarksOf<'scorecard'>): Answer {
  for (const { id: item } of definition.items) {
    const scores = own(given, item);
    if (!scores) continue;
    for (const { id: indicator, min, max } of definition.indicators) {
      const score = own(scores, indicator);
      if (score === undefined) return err({ code: 'incomplete', item, indicator });
      if (score < min || score > max) return err({ code: 'out_of_range', item, indicator });
    }
  }
  return ok({ marks: inOrder(definition, given) });
}

/** The marks in the document's order, whatever order they were made in. */
function inOrder<M>(definition: RoundDefinition, marks: Record<string, M>): Record<string, M> {
  const entries = definition.items.flatMap(({ id }) => {
    const mark = own(marks, id);
    return mark === undefined ? [] : [[id, mark] as const];
  });
  return Object.fromEntries(entries);
}

/** Turns what the schema found into a code without repeating any mark. */
function refusalFor(definition: RoundDefinition, error: z.ZodError): PaperRefusal {
  const issue = error.issues[0];
  const [item] = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys' && issue.path.length === 0) {
    return { code: 'unknown_item', item: issue.keys[0] ?? '' };
  }
  if (typeof item !== 'string') return { code: 'malformed', item: null };
  return { code: definition.kind === 'rating' ? 'unknown_grade' : 'malformed', item };
}
