import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import { notify } from '../platform/notices.ts';

/**
 * Raises the sequence number of a meeting's picture and tells every process, in the transaction of the act
 * that changed it. Called after the act's own rows are written and before its audit entry, so that all
 * transactions take their locks in the same order (rows, room, audit chain).
 */
export async function touchRoom(tx: Tx, meetingId: string): Promise<number> {
  const { seq } = await tx
    .updateTable('room')
    .set({ seq: sql<number>`seq + 1` })
    .where('meeting_id', '=', meetingId)
    .returning('seq')
    .executeTakeFirstOrThrow();
  await notify(tx, { type: 'room', meetingId, seq });
  return seq;
}
