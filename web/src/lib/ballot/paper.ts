import { acceptElectronic, type PaperRefusal } from '$domain/paper.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { ChoiceMark } from '$domain/round/paper.ts';
import type { Marks } from '../live/cast-machine.ts';

export type Choice = Exclude<ChoiceMark, 'illegible'>;
export const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];

/** What an item is marked with; undefined when nothing was pressed for it. */
export function choiceOf(marks: Marks, itemId: string): Choice | undefined {
  const mark = Object.hasOwn(marks, itemId) ? marks[itemId] : undefined;
  return CHOICES.find((choice) => choice === mark);
}

/** How many items are approved. */
export function approvals(marks: Marks): number {
  return Object.values(marks).filter((mark) => mark === 'for').length;
}

/** The marks with one item marked (a choice, a grade), or left alone again with null. */
export function marked(marks: Marks, itemId: string, mark: Marks[string] | null): Marks {
  const others = Object.entries(marks).filter(([id]) => id !== itemId);
  return Object.fromEntries(mark === null ? others : [...others, [itemId, mark]]);
}

/** Whether one more may be approved; `choose` and `election` stop at their seats, names written in included. */
export function mayApprove(
  definition: RoundDefinition,
  marks: Marks,
  writeIns: readonly string[] = [],
): boolean {
  if (definition.kind !== 'choose' && definition.kind !== 'election') return true;
  return approvals(marks) + writeIns.length < definition.seats;
}

/** What keeps this paper from being sent, by the very rules of the server; null when it may go. */
export function hindrance(
  definition: RoundDefinition,
  marks: Marks,
  writeIns: readonly string[] = [],
): PaperRefusal | null {
  const accepted = acceptElectronic(definition, marks, writeIns);
  return accepted.ok ? null : accepted.error;
}

/** The one choice moved to this item: where one of several is chosen, another tap is a change of mind. */
export function moved(marks: Marks, itemId: string): Marks {
  const others = Object.entries(marks).filter(([, mark]) => mark !== 'for');
  return { ...Object.fromEntries(others), [itemId]: 'for' };
}
