import { sql } from 'kysely';
import type { ScreenTheme } from '../../contract/room/schemas.ts';
import type { Connection, Tx } from '../../platform/database.ts';

/** Forgets pairings that have run out; what was paired lives on as a session. */
export async function deleteExpiredPairings(tx: Tx, now: Date): Promise<void> {
  await sql`
    delete from screen_pairing where id in (
      select id from screen_pairing where expires_at <= ${now} limit 100 for update skip locked)`.execute(
    tx,
  );
}

/** Keeps a pairing; false when another screen shows this very code at the moment. */
export async function insertPairing(
  tx: Tx,
  pairing: { id: string; secret_hash: Buffer; code_hash: Buffer; expires_at: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto('screen_pairing')
    .values(pairing)
    .onConflict((conflict) => conflict.column('code_hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The pairing that shows this code and waits, locked until the transaction ends. */
export async function lockWaitingPairing(tx: Tx, codeHash: Buffer, now: Date) {
  return tx
    .selectFrom('screen_pairing')
    .select(['id', 'secret_hash'])
    .where('code_hash', '=', codeHash)
    .where('session_id', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
}

export async function markPaired(
  tx: Tx,
  pairingId: string,
  sessionId: string,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('screen_pairing')
    .set({ session_id: sessionId, paired_at: now })
    .where('id', '=', pairingId)
    .execute();
}

/** Whether the screen with this secret waits for somebody to type its code. */
export async function isWaiting(db: Connection, secretHash: Buffer, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('screen_pairing')
    .select('id')
    .where('secret_hash', '=', secretHash)
    .where('session_id', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps how the projectors of a meeting look; false when they look so already. */
export async function updateScreenTheme(
  tx: Tx,
  meetingId: string,
  theme: ScreenTheme,
): Promise<boolean> {
  const row = await tx
    .updateTable('room')
    .set({ screen_theme: theme })
    .where('meeting_id', '=', meetingId)
    .where('screen_theme', '<>', theme)
    .returning('meeting_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The paired screens of a meeting, oldest first. */
export async function listScreens(
  db: Connection,
  assemblyId: string,
  meetingId: string,
  now: Date,
): Promise<{ id: string; created_at: Date }[]> {
  return db
    .selectFrom('session')
    .select(['id', 'created_at'])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('seat', '=', 'screen')
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
