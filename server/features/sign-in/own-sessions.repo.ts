import type { Connection } from '../../platform/database.ts';

/** Somebody's sign-ins that haven't ended or run out, the newest first. */
export async function liveSessions(db: Connection, personId: string, now: Date) {
  return db
    .selectFrom('session')
    .select(['id', 'seat', 'address', 'device', 'created_at'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}
