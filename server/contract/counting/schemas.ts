import { z } from 'zod';
import { roundResult } from '../../domain/result.ts';
import { HeldBack } from '../room/schemas.ts';
import { Officer } from '../decisions/schemas.ts';
import { Reason } from '../common/reason.ts';

export const CountedRoll = z.object({
  enrolled: z.int(),
  present: z.int(),
  issued: z.int(),
  collected: z.int(),
});
/** GET /api/rounds/:id/count — the newest count: for those who certify it, and for the office once it is announced. */
export const RoundCount = z.object({
  version: z.int(),
  madeAt: z.iso.datetime(),
  documentSha256: z.string(),
  /** Whether it is of what is in the box now: false once the tellers have corrected something after it. */
  current: z.boolean(),
  /** 应到, 实到, 发出, 收回 as counted, tablets and paper together. */
  roll: CountedRoll,
  /** Why a further version was made; null for the first. */
  reason: z.string().nullable(),
  /** For those who certify it the exact count; the office gets what is published of it (`publishable` in domain/classes.ts). */
  result: roundResult,
  heldBack: HeldBack.nullable(),
});
/** POST /api/rounds/:id/sign — a scrutineer signs this version of the count on their own device. */
export const SignBody = z.strictObject({ version: z.int() });
export const Signatures = z.object({
  version: z.int(),
  required: z.array(Officer),
  signed: z.array(Officer.extend({ signedAt: z.iso.datetime() })),
  /** How far the audit log goes now: whoever signs may write it down, and the log can be held against it. For those who may read the count. */
  log: z.object({ seq: z.int(), hash: z.string() }).nullable(),
});
// GET /api/rounds/:id/signatures answers Signatures.

/** POST /api/rounds/:id/recount — before signing is complete: a further version of the count (V12). */
export const RecountBody = z.strictObject({ reason: Reason });
