/**
 * Exact fractions for quorums, majorities, shares and means. Every rule compares whole numbers by
 * cross-multiplication; nothing is computed in floating point (promise V9). Rounding happens once,
 * when a figure is printed.
 */

/** A rational number: `den` is greater than 0. Not necessarily reduced. */
export type Fraction = { readonly num: bigint; readonly den: bigint };

export const ZERO: Fraction = { num: 0n, den: 1n };
export const ONE: Fraction = { num: 1n, den: 1n };

/** num/den with the sign in the numerator. Throws when den is 0: a bug, never an answer. */
export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  const n = BigInt(num);
  const d = BigInt(den);
  if (d === 0n) throw new RangeError('a fraction with denominator 0');
  return d < 0n ? { num: -n, den: -d } : { num: n, den: d };
}

const TEXT = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/;

/** Reads `2/3`, `85`, `-1` or `84.50` exactly. Throws on anything else: schemas check texts first. */
export function parseFraction(text: string): Fraction {
  const match = TEXT.exec(text);
  if (!match) throw new RangeError('not a fraction');
  const [, whole = '0', decimals, den] = match;
  if (den !== undefined) return fraction(BigInt(whole), BigInt(den));
  if (decimals === undefined) return fraction(BigInt(whole));
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

/** a + b. */
export function add(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

/** a × b. */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.num, den: a.den * b.den };
}

/** a ÷ b. Throws when b is 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den, a.den * b.num);
}

/** Negative, 0 or positive as a is less than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Lowest terms; 0 becomes 0/1. */
export function reduce(a: Fraction): Fraction {
  const divisor = greatestCommonDivisor(a.num < 0n ? -a.num : a.num, a.den);
  return { num: a.num / divisor, den: a.den / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** `n/d` in lowest terms, such as `39/50`. */
export function formatReduced(a: Fraction): string {
  const { num, den } = reduce(a);
  return `${num}/${den}`;
}

/**
 * Is `value` above (`strict`) or at least (not `strict`) `of × base`? 超过、过半数 are strict,
 * 以上 is not.
 */
export function reaches(value: Fraction, of: Fraction, base: Fraction, strict: boolean): boolean {
  const order = compare(value, multiply(of, base));
  return strict ? order > 0 : order >= 0;
}

/** A decimal with exactly `digits` digits, a half going up: 86.245 → `86.25`. */
export function decimal(a: Fraction, digits = 2): string {
  const scale = 10n ** BigInt(digits);
  const scaled = floorDivide(2n * a.num * scale + a.den, 2n * a.den);
  const sign = scaled < 0n ? '-' : '';
  const absolute = scaled < 0n ? -scaled : scaled;
  if (digits === 0) return `${sign}${absolute}`;
  return `${sign}${absolute / scale}.${String(absolute % scale).padStart(digits, '0')}`;
}

/** `part` of `whole` in percent, a half going up: (42, 45) → `93.33`. `null` when whole is 0. */
export function percent(part: number, whole: number, digits = 2): string | null {
  if (whole === 0) return null;
  return decimal(fraction(BigInt(part) * 100n, BigInt(whole)), digits);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
