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
export type EnteredFigures = z.infer<typeof enteredFigures>;

/** An identity that does not hold. A `warning` has to be explained, a `refusal` ends the entry. */
export type BrokenIdentity = Refusal & { readonly level: 'refusal' | 'warning' };

/**
 * Checks entered figures and names every identity that does not hold, with where and why. Empty:
 * the figures are consistent. More collected than issued is not among them: that makes the round
 * void, and is decided by `standingOf`.
 */
export function brokenIdentities(input: unknown): BrokenIdentity[] {
  const parsed = enteredFigures.safeParse(input);
  if (!parsed.success) return [{ ...refusalOf(parsed.error), level: 'refusal' }];
  const figures = parsed.data;
  const broken: BrokenIdentity[] = [];
  const refuse = (path: (string | number)[], reason: string): void => {
    broken.push({ path: formatPath(path), reason, level: 'refusal' });
  };
  const { enrolled, present, issued, collected, valid, invalid, seats } = figures;
  if (present > enrolled) refuse(['present'], `present ${present} exceeds enrolled ${enrolled}`);
  if (issued > present) refuse(['issued'], `issued ${issued} exceeds present ${present}`);
  if (valid + invalid !== collected) {
    refuse(['valid'], `valid ${valid} + invalid ${invalid} is not collected ${collected}`);
  }
  figures.items.forEach((item, index) => {
    const sum = item.for + item.against + item.abstain + item.void;
    if (sum === valid) return;
    const reason = `for + against + abstain + void is ${sum}, not valid ${valid}`;
    refuse(['items', index], reason);
  });
  const approvals = figures.items.reduce((sum, item) => sum + item.for, 0);
  if (seats !== undefined && approvals > seats * valid) {
    refuse(['items'], `${approvals} approvals exceed ${seats} seats × ${valid} valid papers`);
  }
  if (figures.keypad && figures.keypad.pressed + figures.keypad.notPressed !== present) {
    const { pressed, notPressed } = figures.keypad;
    refuse(['keypad'], `pressed ${pressed} + not pressed ${notPressed} is not present ${present}`);
  }
  if (figures.stock) {
    const { printed, destroyed, specimens, spoiled } = figures.stock;
    const accounted = issued + destroyed + specimens + spoiled;
    if (accounted !== printed) {
      const reason = `printed ${printed}, but ${accounted} papers are accounted for`;
      broken.push({ path: 'stock.printed', reason, level: 'warning' });
    }
  }
  return broken;
}

/** 未收回: papers issued that did not come back; they approve nothing in any base but the papers. */
export function unreturned(figures: Pick<EnteredFigures, 'issued' | 'collected'>): number {
  return Math.max(0, figures.issued - figures.collected);
}
