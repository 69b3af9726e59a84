/** Short ways to write documents for tests; every person and project in them is made up. */
import { count } from './count/count.ts';
import type { ItemsResult, RatingResult, RoundResult, ScorecardResult } from './result.ts';
import type { ChoiceMark, RoundDocumentInput } from './round/document.ts';

type Marks = Record<string, ChoiceMark>;
export type ChoicePaper = { marks: Marks; class?: string; illegible?: boolean };

/** Items p01, p02 … */
export function items(n: number): { id: string; title: string }[] {
  return Array.from({ length: n }, (_, at) => ({ id: id(at), title: `样例 ${at + 1}` }));
}

/** The id of the item at this index: 0 is p01. */
export function id(at: number): string {
  return `p${String(at + 1).padStart(2, '0')}`;
}

/** A roll on which everybody is present, got a paper and gave it back. */
export function fullRoll(n: number): RoundDocumentInput['roll'] {
  return { enrolled: n, present: n, issued: n, collected: n };
}

/**
 * Papers on which the n-th item has the n-th number of approvals, and no paper more than it must;
 * what is not approved is opposed.
 */
export function papersWith(approvals: readonly number[], papers: number): ChoicePaper[] {
  const made = Array.from({ length: papers }, (): ChoicePaper => ({ marks: {} }));
  let at = 0;
  approvals.forEach((times, item) => {
    made.forEach((paper) => (paper.marks[id(item)] = 'against'));
    for (let k = 0; k < times; k += 1) {
      const paper = made[at++ % papers];
      if (paper) paper.marks[id(item)] = 'for';
    }
  });
  return made;
}

/** The result of a document that must be allowed. */
export function resultOf(document: unknown): RoundResult {
  const counted = count(document);
  if (!counted.ok) throw new Error(`${counted.error.path}: ${counted.error.reason}`);
  return counted.value;
}

export function itemsResultOf(document: unknown): ItemsResult {
  const result = resultOf(document);
  if (!('items' in result)) throw new Error(`the round is ${result.round}`);
  return result;
}

export function objectsOf(document: unknown): (RatingResult | ScorecardResult)['objects'] {
  const result = resultOf(document);
  if (!('objects' in result)) throw new Error(`the round is ${result.round}`);
  return result.objects;
}

/** Ids of the items with this outcome, in the document's order. */
export function withOutcome(result: ItemsResult, outcome: string): string[] {
  return result.items.filter((item) => item.outcome === outcome).map((item) => item.id);
}

/** The same without one key. */
export function without<T extends object, K extends PropertyKey>(from: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key)) as Omit<T, K>;
}
