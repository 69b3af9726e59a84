import { REFUSALS, type DetailOf, type RefusalCode } from '../contract/refusals.ts';
import { err, type Outcome } from '../domain/outcome.ts';

/** An expected refusal: a literal code and the figures for its sentence. Never holds a choice. */
export type Failure<C extends RefusalCode = RefusalCode> = {
  code: C;
  detail?: Record<string, unknown>;
};
/** What a service method gives: a value, or a refusal that changed nothing. */
export type Result<T, C extends RefusalCode = RefusalCode> = Outcome<T, Failure<C>>;

/** A refusal, with the figures its sentence needs, as its feature declares them. */
export function fail<C extends RefusalCode>(
  code: C,
  ...[detail]: undefined extends DetailOf<C> ? [detail?: DetailOf<C>] : [detail: DetailOf<C>]
): { ok: false; error: Failure<C> } {
  return err(detail === undefined ? { code } : { code, detail: detail as Record<string, unknown> });
}

/** Codes become HTTP answers by what their features declare. */
export function httpStatus(code: RefusalCode): number {
  return REFUSALS[code].status;
}
