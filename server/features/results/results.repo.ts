import type { Connection } from '../../platform/database.ts';

function published(db: Connection) {
  return db
    .selectFrom('round')
    .innerJoin('meeting', 'meeting.id', 'round.meeting_id')
    .innerJoin('assembly', 'assembly.id', 'round.assembly_id')
    .select([
      'round.id',
      'round.title',
      'round.published_at',
      'round.definition',
      'meeting.title as meeting',
      'meeting.starts_at',
      'assembly.name as assembly',
      'assembly.kind',
      'assembly.sample',
    ])
    .where('round.state', '=', 'published');
}

export async function listPublished(db: Connection, limit: number) {
  return published(db).orderBy('round.published_at', 'desc').limit(limit).execute();
}

export async function findPublished(db: Connection, roundId: string) {
  return published(db)
    .innerJoin('round_count', 'round_count.round_id', 'round.id')
    .select(['round_count.result', 'round_count.roll'])
    .where('round.id', '=', roundId)
    .orderBy('round_count.version', 'desc')
    .executeTakeFirst();
}
