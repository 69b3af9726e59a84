import { refusal } from './refusal.ts';

export const refusals = {
  // who is asking
  not_signed_in: refusal(401),
  not_permitted: refusal<{ rows: number[] } | undefined>(403),
  wrong_origin: refusal(403),
  /** Somebody else chose the password: nothing but a new one comes first. */
  password_change_needed: refusal(403),
  // what is asked
  /** What of it can't be taken, field by field. */
  invalid_input: refusal<{ issues: { path: string; message: string }[] }>(400),
  not_found: refusal<{ personId: string } | undefined>(404),
  too_large: refusal(413),
  /** Something else is possible in the state that holds now, which may have changed a moment ago. */
  wrong_state: refusal<{ state: string; medium?: string }>(409),
  /** Somebody else changed it meanwhile. */
  stale: refusal<{ version: number } | undefined>(409),
  reason_needed: refusal(400),
  // whether it can be done just now
  too_many_requests: refusal<{ seconds: number }>(429),
  busy: refusal(503),
  /** The database can't be reached; whether it was done shows in the newest state. */
  unavailable: refusal(503),
  /** The database's disk is full; nothing was changed. */
  storage_full: refusal(503),
  internal: refusal(500),
};
