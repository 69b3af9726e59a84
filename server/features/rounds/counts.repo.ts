import { sql } from 'kysely';
import type { HeldBack } from '../../domain/classes.ts';
import type { Connection, Tx } from '../../platform/database.ts';

/** The newest version of a round's count, or undefined before there is one. */
export async function newestCount(db: Connection, roundId: string) {
  return (
    db
      .selectFrom('round_count')
      .select(['version', 'document_sha256', 'result', 'roll', 'reason', 'made_at', 'held_back'])
      // Whether it is what was written into the audit log.
      .select(sql<boolean>`count_stands(round_count)`.as('stands'))
      .where('round_id', '=', roundId)
      .orderBy('version', 'desc')
      .executeTakeFirst()
  );
}

/** Writes a count down; gives the hash of all that is kept of it. */
export async function insertCount(
  tx: Tx,
  count: {
    assembly_id: string;
    round_id: string;
    version: number;
    document_sha256: string;
    result: unknown;
    roll: unknown;
    reason: string | null;
    held_back: HeldBack | null;
    made_at: Date;
    made_by: string;
  },
): Promise<string> {
  const { sha256 } = await tx
    .insertInto('round_count')
    .values({
      ...count,
      result: JSON.stringify(count.result),
      roll: JSON.stringify(count.roll),
    })
    .returning(sql<string>`count_hash(round_count)`.as('sha256'))
    .executeTakeFirstOrThrow();
  return sha256;
}
