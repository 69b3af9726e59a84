import { sql } from 'kysely';
import { z } from 'zod';
import type { Connection } from './database.ts';

/** The PostgreSQL channel on which processes tell one another what changed. */
export const CHANNEL = 'gongyi';

/** A notice holds ids and sequence numbers only: whoever reads the channel learns nothing else. */
export const Notice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('room'), meetingId: z.uuid(), seq: z.int() }),
  z.strictObject({ type: z.literal('session_ended'), sessionId: z.uuid(), reason: z.string() }),
  /** Something was published; sent by the database itself (0013). */
  z.strictObject({ type: z.literal('published') }),
  z.strictObject({ type: z.literal('self'), meetingId: z.uuid(), personId: z.uuid() }),
]);
export type Notice = z.infer<typeof Notice>;

/** Sends a notice to every process when the transaction commits (PostgreSQL holds it back until then). */
export async function notify(db: Connection, notice: Notice): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`.execute(db);
}
