/**
 * Figures that people enter instead of papers (计票结果报告单): the identities that must hold between
 * them before anything is made of them. The list with its sources is in docs/counting.md.
 */
import { z } from 'zod';
import { formatPath, refusalOf, type Refusal } from './round/refusal.ts';
import { wholeNumber } from './round/rules.ts';

/** One item's entered figures: 赞成, 反对, 弃权, 部分无效. */
export const itemFigures = z.strictObject({
  id: z.string().min(1),
  for: wholeNumber,
  against: wholeNumber,
  abstain: wholeNumber,
  void: wholeNumber.default(0),
});

/** The figures of one count as entered by tellers. */
export const enteredFigures = z.strictObject({
  enrolled: wholeNumber,
  present: wholeNumber,
  issued: wholeNumber,
  collected: wholeNumber,
  valid: wholeNumber,
  invalid: wholeNumber,
  /** The most approvals one paper may hold; absent where papers have no such limit. */
  seats: z.int().positive().optional(),
  /** Papers that approve fewer are invalid too, so that every valid one approves exactly `seats`. */
  exact: z.boolean().default(false),
  items: z.array(itemFigures),
  /** Paper stock, where it was counted: printed = issued + spares destroyed + specimens + spoiled. */
  stock: z
    .strictObject({
      printed: wholeNumber,
      destroyed: wholeNumber,
      specimens: wholeNumber.default(0),
      spoiled: wholeNumber.default(0),
    })
    .optional(),
  /** Keypads: those who pressed, and those who did not (未按, shown but not a vote). */
  keypad: z.strictObject({ pressed: wholeNumber, notPressed: wholeNumber }).optional(),
});
export type EnteredFigures = z.input<typeof enteredFigures>;

/** The identities by name, for sentences in any language. */
export const IDENTITIES = [
  /** Not a whole number, or a figure that doesn't belong here. */
  'shape',
  'present_enrolled',
  'issued_present',
  'valid_collected',
  'item_valid',
  'approvals_seats',
  'approvals_exact',
  'keypad_present',
  'stock_printed',
  /** 应到, 实到: what was fixed at the opening. */
  'enrolled_fixed',
  'present_fixed',
  /** Papers of a round that stands have to be counted. */
  'not_counted',
  /** Not exactly the items of the round. */
  'items_of_round',
  /** More votes for names written in than candidates were opposed. */
  'write_ins_opposed',
] as const;
export type Identity = (typeof IDENTITIES)[number];

/** An identity that does not hold. A `warning` has to be explained, a `refusal` ends the entry. */
export type BrokenIdentity = Refusal & {
  readonly identity: Identity;
  readonly level: 'refusal' | 'warning';
  /** What the sentence about it needs. */
  readonly figures: Readonly<Record<string, number | string>>;
};

/**
 * Checks entered figures and names every identity that does not hold, with where and why. Empty:
 * the figures are consistent. More collected than issued is not among them: that makes the round
 * void, and is decided by `standingOf`.
 */
export function brokenIdentities(input: unknown): BrokenIdentity[] {
  const parsed = enteredFigures.safeParse(input);
  if (!parsed.success) return [broken('shape', refusalOf(parsed.error), {})];
  const figures = parsed.data;
  const found: BrokenIdentity[] = [];
  const refuse = (
    identity: Identity,
    path: (string | number)[],
    reason: string,
    values: Record<string, number | string>,
  ): void => {
    found.push(broken(identity, { path: formatPath(path), reason }, values));
  };
  const { enrolled, present, issued, collected, valid, invalid, seats } = figures;
  if (present > enrolled) {
    const reason = `present ${present} exceeds enrolled ${enrolled}`;
    refuse('present_enrolled', ['present'], reason, { present, enrolled });
  }
  if (issued > present) {
    const reason = `issued ${issued} exceeds present ${present}`;
    refuse('issued_present', ['issued'], reason, { issued, present });
  }
  if (valid + invalid !== collected) {
    const reason = `valid ${valid} + invalid ${invalid} is not collected ${collected}`;
    refuse('valid_collected', ['valid'], reason, { valid, invalid, collected });
  }
  figures.items.forEach((item, index) => {
    const sum = item.for + item.against + item.abstain + item.void;
    if (sum === valid) return;
    const reason = `for + against + abstain + void is ${sum}, not valid ${valid}`;
    refuse('item_valid', ['items', index], reason, { item: item.id, sum, valid });
  });
  const approvals = figures.items.reduce((sum, item) => sum + item.for, 0);
  if (seats !== undefined && approvals > seats * valid) {
    const reason = `${approvals} approvals exceed ${seats} seats × ${valid} valid papers`;
    refuse('approvals_seats', ['items'], reason, { approvals, seats, valid });
  } else if (seats !== undefined && figures.exact && approvals !== seats * valid) {
    const reason = `${approvals} approvals are not ${seats} on each of ${valid} valid papers`;
    refuse('approvals_exact', ['items'], reason, { approvals, seats, valid });
  }
  if (figures.keypad && figures.keypad.pressed + figures.keypad.notPressed !== present) {
    const { pressed, notPressed } = figures.keypad;
    const reason = `pressed ${pressed} + not pressed ${notPressed} is not present ${present}`;
    refuse('keypad_present', ['keypad'], reason, { pressed, notPressed, present });
  }
  if (figures.stock) {
    const { printed, destroyed, specimens, spoiled } = figures.stock;
    const accounted = issued + destroyed + specimens + spoiled;
    if (accounted !== printed) {
      const reason = `printed ${printed}, but ${accounted} papers are accounted for`;
      const at = { path: 'stock.printed', reason };
      found.push({ ...broken('stock_printed', at, { printed, accounted }), level: 'warning' });
    }
  }
  return found;
}

/** An identity that does not hold and ends the entry. */
export function broken(
  identity: Identity,
  refusal: Refusal,
  figures: BrokenIdentity['figures'],
): BrokenIdentity {
  return { ...refusal, identity, level: 'refusal', figures };
}

/** 未收回: papers issued that did not come back; they approve nothing in any base but the papers. */
export function unreturned(figures: Pick<EnteredFigures, 'issued' | 'collected'>): number {
  return Math.max(0, figures.issued - figures.collected);
}
