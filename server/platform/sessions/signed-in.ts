import type { Seat } from '../../contract/roles.ts';
import type { Me } from '../../contract/sessions.ts';
import type { World } from '../clock.ts';
import type { Tx } from '../database.ts';
import { actorOf, beginSession } from './sessions.service.ts';

/** A new session: its token for the cookie of the seat, and who it is for. */
export type SignedIn = { token: string; me: Me };

/** Makes the session of somebody who has proved who they are. Writes audit entries: call it last. */
export async function signedIn(
  tx: Tx,
  world: World,
  who: { assemblyId: string; seat: Seat; personId: string; meetingId: string | null },
): Promise<SignedIn> {
  const { token } = await beginSession(tx, world, who);
  const found = await actorOf(tx, world, token, who.seat);
  // The caller holds the person's row, so nobody can have been deactivated in between.
  if (found === undefined) throw new Error('a session made in this transaction is not there');
  return { token, me: found.me };
}
