import { sql } from 'kysely';
import type { AtMeeting } from '../domain/duties.ts';
import type { Connection } from './database.ts';

/**
 * The offices that people hold and where they only attend (列席), at the meetings of the assembly that aren't over;
 * people without either are missing.
 */
export async function dutiesAtMeetings(
  db: Connection,
  assemblyId: string,
  personIds: readonly string[],
): Promise<Map<string, AtMeeting[]>> {
  const rows = await db
    .selectFrom(({ selectFrom }) =>
      selectFrom('officer')
        .select(['meeting_id', 'person_id', sql<string>`office`.as('duty')])
        .where('assembly_id', '=', assemblyId)
        .where('released_at', 'is', null)
        .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
        .unionAll(
          selectFrom('roll_entry')
            .select(['meeting_id', 'person_id', sql<string>`class`.as('duty')])
            .where('assembly_id', '=', assemblyId)
            .where('class', '=', 'observer')
            .where(sql<boolean>`person_id = any(${personIds}::uuid[])`),
        )
        .as('held'),
    )
    .innerJoin('meeting', 'meeting.id', 'held.meeting_id')
    .select(['held.person_id', 'held.meeting_id', sql<string[]>`array_agg(held.duty)`.as('duties')])
    .where('meeting.state', '<>', 'closed')
    .groupBy(['held.person_id', 'held.meeting_id'])
    .execute();
  const held = new Map<string, AtMeeting[]>();
  for (const { person_id: personId, meeting_id: meetingId, duties } of rows) {
    held.set(personId, [...(held.get(personId) ?? []), { meetingId, duties }]);
  }
  return held;
}
