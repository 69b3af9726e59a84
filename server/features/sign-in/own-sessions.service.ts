import type { z } from 'zod';
import type { OwnSessions } from '../../contract/sign-in/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { fail, type Result } from '../../platform/failure.ts';
import type { Actor } from '../../platform/permissions.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { liveSessions } from './own-sessions.repo.ts';

type List = z.infer<typeof OwnSessions>;

/** Where somebody is signed in right now, this browser first. */
export async function ownSessions(
  { db, world }: Context,
  actor: Actor | undefined,
): Promise<Result<List>> {
  const who = somebody(actor);
  if (!who.ok) return who;
  const rows = await liveSessions(db, who.value.personId, world.now());
  const sessions = rows.map(({ created_at, ...row }) => ({
    ...row,
    since: created_at.toISOString(),
    current: row.id === who.value.actor.sessionId,
  }));
  return ok({ sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) });
}

/** Ends one of somebody's own sign-ins, or with `others` all but the one that asks. */
export async function endOwnSessions(
  context: Context,
  actor: Actor | undefined,
  which: { sessionId: string } | 'others',
): Promise<Result<List>> {
  const who = somebody(actor);
  if (!who.ok) return who;
  const { db, world } = context;
  const { actor: by, personId } = who.value;
  const own = { assemblyId: by.assemblyId, personId };
  const ended = await db
    .transaction()
    .execute((tx) =>
      finishSessions(
        tx,
        world,
        by,
        'signed_out',
        which === 'others'
          ? { ...own, except: by.sessionId }
          : { ...own, sessionId: which.sessionId },
      ),
    );
  if (ended === 0 && which !== 'others') return fail('not_found');
  return ownSessions(context, actor);
}

/** Also before a new password is chosen; at a tablet, which is lent, nobody looks into the sign-ins of its owner. */
function somebody(actor: Actor | undefined): Result<{ actor: Actor; personId: string }> {
  if (actor === undefined) return fail('not_signed_in');
  const { personId, seat } = actor;
  if (personId === null || (seat !== 'desk' && seat !== 'chair')) return fail('not_permitted');
  return ok({ actor, personId });
}
