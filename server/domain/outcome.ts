/**
 * Expected failures are values. A function that can be refused gives an `Outcome`: `ok(value)` or
 * `err({ code, … })` with a literal code. Anything that is not an expected failure throws.
 */
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };
export type Outcome<T, E> = Ok<T> | Err<E>;

/** A success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** An expected failure: a literal code with the figures that explain it, never a choice. */
export function err<const E>(error: E): Err<E> {
  return { ok: false, error };
}
