import type { Seat } from '../../contract/common/roles.ts';
import type { Me } from '../../contract/sign-in/schemas.ts';
import { ok } from '../../domain/outcome.ts';
import type { World } from '../clock.ts';
import type { Database } from '../database.ts';
import { fail, type Result } from '../failure.ts';
import { actorOf } from './sessions.service.ts';

/** A new session: its token for the cookie of the seat, and who it is for. */
export type SignedIn = { token: string; me: Me };

/**
 * What the page of a new session is told about it, read once its transaction has committed and its locks
 * are gone. `not_signed_in` when it was ended again in this very moment.
 */
export async function signedIn(
  db: Database,
  world: World,
  seat: Seat,
  begun: Result<{ token: string }>,
): Promise<Result<SignedIn>> {
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const found = await actorOf(db, world, token, seat);
  return found === undefined ? fail('not_signed_in') : ok({ token, me: found.me });
}
