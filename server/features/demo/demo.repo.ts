import type { Connection } from '../../platform/database.ts';

/** The newest meeting of the sample assembly, or undefined before the sample is loaded. */
export async function sampleMeeting(db: Connection) {
  return db
    .selectFrom('meeting')
    .innerJoin('assembly', 'assembly.id', 'meeting.assembly_id')
    .select(['meeting.id', 'meeting.assembly_id'])
    .where('assembly.sample', '=', true)
    .orderBy('meeting.created_at', 'desc')
    .executeTakeFirst();
}

/** Somebody of the assembly with this role. */
export async function personWithRole(
  db: Connection,
  assemblyId: string,
  role: 'presider' | 'administrator',
) {
  return db
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .select(['person.id', 'person.name'])
    .where('person_role.assembly_id', '=', assemblyId)
    .where('role', '=', role)
    .orderBy('person.number')
    .executeTakeFirst();
}

export async function rollOfMeeting(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('roll_entry')
    .innerJoin('person', 'person.id', 'roll_entry.person_id')
    .select(['person.id', 'person.name'])
    .where('roll_entry.assembly_id', '=', assemblyId)
    .where('roll_entry.meeting_id', '=', meetingId)
    .orderBy('person.number')
    .execute();
}
