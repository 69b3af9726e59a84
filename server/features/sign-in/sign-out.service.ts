import type { Seat } from '../../contract/common/roles.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { fail, type Result } from '../../platform/failure.ts';
import type { Actor } from '../../platform/permissions.ts';
import { actorOf, finishSessions } from '../../platform/sessions/sessions.service.ts';

/** Ends the session the request came with. */
export async function signOut(context: Context, actor: Actor | undefined): Promise<Result<null>> {
  if (actor === undefined) return fail('not_signed_in');
  const { db, world } = context;
  await db.transaction().execute((tx) =>
    finishSessions(tx, world, actor, 'signed_out', {
      assemblyId: actor.assemblyId,
      sessionId: actor.sessionId,
    }),
  );
  return ok(null);
}

/** Ends the session whose cookie a new sign-in at the same browser is about to replace. */
export async function endReplaced(
  context: Context,
  seat: Seat,
  token: string | undefined,
): Promise<void> {
  if (token === undefined) return;
  const found = await actorOf(context.db, context.world, token, seat);
  if (found !== undefined) await signOut(context, found.actor);
}
