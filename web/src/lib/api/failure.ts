import type { RefusalCode } from '$contract/refusals.ts';

/**
 * Why a request gave no value: a refusal of the server, or one of the two that only the client can
 * see. `offline`: no answer came, whether it was done is not known for a write. `bad_answer`: an
 * answer came that is not of the contract.
 */
export type FailureCode = RefusalCode | 'offline' | 'bad_answer';
export type Failure = { code: FailureCode; detail?: Record<string, unknown> | undefined };
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Failure };
