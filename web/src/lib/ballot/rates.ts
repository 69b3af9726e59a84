import { decimal, fraction } from '$domain/fraction.ts';
import type { RatedObject } from '$domain/result.ts';
import type { ScaleGrade } from '$domain/round/rules.ts';

/** `5/8` in percent with two digits, `62.50`; null where nothing was valid. */
export function percentOfShare(share: string): string | null {
  const [num = '0', den = '1'] = share.split('/');
  if (BigInt(den) === 0n) return null;
  return decimal(fraction(BigInt(num) * 100n, BigInt(den)));
}

/** The grades behind the two rates: the best one, and the best two of those that count. */
export function rateGrades({ scale }: { scale: readonly ScaleGrade[] }): {
  strict: string;
  broad: string[];
} {
  const counting = scale.filter((grade) => !grade.excluded).map(({ id }) => id);
  return { strict: counting[0] ?? '', broad: counting.slice(0, 2) };
}

/** Both rates of an object in percent; by class weights where the round has them. */
export function ratesOf(object: RatedObject): { strict: string | null; broad: string | null } {
  const { strict, broad } = object.weighted ?? object;
  return { strict: percentOfShare(strict), broad: percentOfShare(broad) };
}

/** One piece of an object's bar: a grade's ticks, those who abstained, what was invalid. */
export type Piece = {
  readonly id: string;
  readonly votes: number;
  readonly kind: 'grade' | 'excluded' | 'abstain' | 'invalid';
  /** Of a grade that counts: 0 is the best, 1 the worst. */
  readonly at: number;
};

/** The whole bar of an object, best grade first; the pieces add up to the papers collected. */
export function piecesOf(
  { scale }: { scale: readonly ScaleGrade[] },
  object: Pick<RatedObject, 'counts' | 'abstain' | 'invalid'>,
): Piece[] {
  const counting = scale.filter((grade) => !grade.excluded);
  const last = Math.max(1, counting.length - 1);
  const votes = (id: string) => (Object.hasOwn(object.counts, id) ? (object.counts[id] ?? 0) : 0);
  return [
    ...counting.map(({ id }, index) => ({
      id,
      votes: votes(id),
      kind: 'grade' as const,
      at: index / last,
    })),
    ...scale
      .filter((grade) => grade.excluded)
      .map(({ id }) => ({ id, votes: votes(id), kind: 'excluded' as const, at: 0 })),
    { id: 'abstain', votes: object.abstain, kind: 'abstain', at: 0 },
    { id: 'invalid', votes: object.invalid, kind: 'invalid', at: 0 },
  ];
}

/** Best grades blue, worst orange, paler towards the middle: apart for every common colour blindness. */
export function gradeColour(at: number): string {
  if (at <= 0.5)
    return `color-mix(in srgb, var(--for) ${String(Math.round(100 - at * 110))}%, var(--surface))`;
  return `color-mix(in srgb, var(--against) ${String(Math.round(at * 110 - 10))}%, var(--surface))`;
}
