import type { RoundDefinition } from '$domain/round/definition.ts';
import type { ChoiceMark } from '$domain/round/paper.ts';
import type { Marks } from '../live/cast-machine.ts';

export type Choice = Exclude<ChoiceMark, 'illegible'>;
export const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];

/** Kinds of ballot a tablet can mark. */
export type MarkableKind = 'choose' | 'each' | 'package';
export type MarkableDefinition = Extract<RoundDefinition, { kind: MarkableKind }>;
export function isMarkable(definition: RoundDefinition): definition is MarkableDefinition {
  return ['choose', 'each', 'package'].includes(definition.kind);
}

/** What an item is marked with; undefined when nothing was pressed for it. */
export function choiceOf(marks: Marks, itemId: string): Choice | undefined {
  const mark = Object.hasOwn(marks, itemId) ? marks[itemId] : undefined;
  return CHOICES.find((choice) => choice === mark);
}

/** How many items are approved. */
export function approvals(marks: Marks): number {
  return Object.values(marks).filter((mark) => mark === 'for').length;
}

/** The marks with one item marked, or left alone again with null. */
export function marked(marks: Marks, itemId: string, choice: Choice | null): Marks {
  const others = Object.entries(marks).filter(([id]) => id !== itemId);
  return Object.fromEntries(choice === null ? others : [...others, [itemId, choice]]);
}

/** Whether one more item may be approved; `choose` stops at its seats. */
export function mayApprove(definition: MarkableDefinition, marks: Marks): boolean {
  return definition.kind !== 'choose' || approvals(marks) < definition.seats;
}

/**
 * What still keeps this paper from being sent: too few of exactly so many, or the one question of a
 * package unanswered. Null when it may go.
 */
export function missing(definition: MarkableDefinition, marks: Marks): number | null {
  if (definition.kind === 'package') return Object.keys(marks).length === 0 ? 1 : null;
  if (definition.kind !== 'choose' || !definition.exact) return null;
  const lacking = definition.seats - approvals(marks);
  return lacking > 0 ? lacking : null;
}
