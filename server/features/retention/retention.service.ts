import type { Context } from '../../context.ts';
import { DEPLOYMENT_CHAIN, NOBODY, record } from '../../platform/audit/audit.ts';
import { after } from '../../platform/clock.ts';
import { deleteOldBrowsers, deleteOldSessions } from './retention.repo.ts';

const DAY = 24 * 3600;
/** How long (seconds) sign-ins that are over are kept, with the address they came from. */
const SESSIONS = 90 * DAY;
/** And browsers that nobody has signed in with since. */
const BROWSERS = 400 * DAY;

/** Deletes what the rule of keeping (docs/operations.md) no longer lets us keep; how many sign-ins went. */
export async function deleteOld({ db, world }: Pick<Context, 'db' | 'world'>): Promise<number> {
  const now = world.now();
  return db.transaction().execute(async (tx) => {
    await deleteOldBrowsers(tx, after(now, -BROWSERS));
    const sessions = await deleteOldSessions(tx, after(now, -SESSIONS));
    if (sessions > 0) {
      await record(tx, {
        chain: DEPLOYMENT_CHAIN,
        event: 'sessions.deleted',
        actor: NOBODY,
        at: now,
        detail: { sessions },
      });
    }
    return sessions;
  });
}
