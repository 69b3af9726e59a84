import { sql } from 'kysely';
import type { Connection, Tx } from '../../platform/database.ts';

/** Writes a published box down for good, word for word. */
export async function insertPublishedBox(
  tx: Tx,
  box: {
    assembly_id: string;
    round_id: string;
    sha256: string;
    papers: number;
    document: string;
    published_at: Date;
    published_by: string;
  },
): Promise<void> {
  await tx.insertInto('published_box').values(box).execute();
}

/** The text of a published box with its hash, and whether it is what was published; or undefined. */
export async function findPublishedBox(db: Connection, roundId: string) {
  return db
    .selectFrom('published_box')
    .innerJoin('round', 'round.id', 'published_box.round_id')
    .innerJoin('meeting', 'meeting.id', 'round.meeting_id')
    .select(['document', 'sha256', 'round.title', 'meeting.title as meeting'])
    .select(sql<boolean>`box_stands(published_box)`.as('stands'))
    .where('round_id', '=', roundId)
    .executeTakeFirst();
}

/** The same, where everybody may have it. */
export async function findPublicBox(db: Connection, roundId: string) {
  return db
    .selectFrom('published_box')
    .innerJoin('round', 'round.id', 'published_box.round_id')
    .innerJoin('meeting', 'meeting.id', 'round.meeting_id')
    .select(['document', 'sha256', 'round.title', 'meeting.title as meeting'])
    .select(sql<boolean>`box_stands(published_box)`.as('stands'))
    .where('published_box.round_id', '=', roundId)
    .where('round.box_publication', '=', 'public')
    .executeTakeFirst();
}
