import { sql } from 'kysely';
import type { Connection } from '../../platform/database.ts';

function published(db: Connection) {
  return db
    .selectFrom('round')
    .innerJoin('meeting', 'meeting.id', 'round.meeting_id')
    .innerJoin('assembly', 'assembly.id', 'round.assembly_id')
    .leftJoin('round as revote', (join) =>
      join
        .onRef('revote.predecessor_id', '=', 'round.id')
        .on('revote.origin', '=', 'revote')
        .on('revote.opened_at', 'is not', null),
    )
    .select([
      'round.id',
      'round.title',
      'round.published_at',
      'round.definition',
      // As they were called when it was published.
      sql<string>`coalesce(round.published_meeting, meeting.title)`.as('meeting'),
      'meeting.starts_at',
      sql<string>`coalesce(round.published_assembly, assembly.name)`.as('assembly'),
      'assembly.kind',
      'assembly.sample',
      'revote.id as revote_id',
      'revote.title as revote_title',
      'revote.state as revote_state',
    ])
    .where('round.state', '=', 'published');
}

/** The newest count of each round, as announced. */
function counted(db: Connection) {
  return published(db).innerJoinLateral(
    (eb) =>
      eb
        .selectFrom('round_count')
        .select(['round_count.result', 'round_count.roll', 'round_count.held_back'])
        .select(sql<boolean>`count_stands(round_count)`.as('stands'))
        .whereRef('round_count.round_id', '=', 'round.id')
        .orderBy('round_count.version', 'desc')
        .limit(1)
        .as('counted'),
    (join) => join.onTrue(),
  );
}

export async function listPublished(db: Connection, limit: number) {
  return counted(db)
    .select(['counted.result', 'counted.stands'])
    .orderBy('round.published_at', 'desc')
    .limit(limit)
    .execute();
}

export async function findPublished(db: Connection, roundId: string) {
  return counted(db)
    .leftJoin('published_box', (join) =>
      join
        .onRef('published_box.round_id', '=', 'round.id')
        .on('round.box_publication', '=', 'public'),
    )
    .select([
      'round.facts',
      'counted.result',
      'counted.stands',
      'counted.roll',
      'counted.held_back',
      'published_box.sha256',
      'published_box.papers',
      'published_box.published_at as box_published_at',
    ])
    .select(
      sql<boolean>`case when published_box.round_id is null then true else box_stands(published_box) end`.as(
        'box_stands',
      ),
    )
    .where('round.id', '=', roundId)
    .executeTakeFirst();
}

/** The names of the units, the first one first. */
export async function listUnits(db: Connection, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('assembly')
    .select('name')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ name }) => name);
}
