import { sql } from 'kysely';
import { MeetingQuorum } from '../../contract/room/schemas.ts';
import type { MeetingState } from '../../domain/states/meeting.ts';
import type { Connection, Tx } from '../../platform/database.ts';

function meetings(db: Connection, assemblyId: string) {
  return db
    .selectFrom('meeting')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('roll_entry')
          .select([
            'meeting_id',
            // 列席人员 have no vote and don't count towards 应到.
            sql<number>`count(*) filter (where entitled)`.as('enrolled'),
            sql<number>`count(*) filter (where entitled and attendance = 'present')`.as('present'),
            sql<number>`count(*) filter (where entitled and attendance = 'on_leave')`.as(
              'on_leave',
            ),
          ])
          .where('assembly_id', '=', assemblyId)
          .groupBy('meeting_id')
          .as('roll'),
      (join) => join.onRef('roll.meeting_id', '=', 'meeting.id'),
    )
    .select((eb) => [
      'meeting.id',
      'meeting.title',
      'meeting.place',
      'meeting.starts_at',
      'meeting.state',
      'meeting.quorum',
      'roll.enrolled',
      'roll.present',
      'roll.on_leave',
      eb
        .selectFrom('round')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('round.assembly_id', '=', 'meeting.assembly_id')
        .whereRef('round.meeting_id', '=', 'meeting.id')
        .$asScalar()
        .$notNull()
        .as('rounds'),
    ])
    .where('meeting.assembly_id', '=', assemblyId);
}

/** An assembly's meetings with their roll figures, newest first. */
export async function listMeetings(db: Connection, assemblyId: string) {
  return meetings(db, assemblyId)
    .orderBy('meeting.starts_at', 'desc')
    .orderBy('meeting.id')
    .execute();
}

export async function findMeeting(db: Connection, assemblyId: string, meetingId: string) {
  return meetings(db, assemblyId).where('meeting.id', '=', meetingId).executeTakeFirst();
}

/**
 * The state of a meeting, which nobody else changes until the transaction ends. Whatever depends on the
 * roll staying as it is (opening a round) or on no round being open (changing the roll) takes this lock.
 */
export async function lockMeeting(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
): Promise<MeetingState | undefined> {
  const row = await tx
    .selectFrom('meeting')
    .select('state')
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.state;
}

/** Makes a meeting and the room that holds the sequence number of its picture. */
export async function insertMeeting(
  tx: Tx,
  meeting: {
    assembly_id: string;
    id: string;
    title: string;
    place: string;
    starts_at: Date;
    quorum: MeetingQuorum;
    created_at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('meeting')
    .values({ ...meeting, quorum: JSON.stringify(meeting.quorum), state: 'preparing' })
    .execute();
  await tx
    .insertInto('room')
    .values({ assembly_id: meeting.assembly_id, meeting_id: meeting.id })
    .execute();
}

export async function updateMeeting(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
  fields: {
    title?: string;
    place?: string;
    starts_at?: Date;
    quorum?: MeetingQuorum;
    state?: MeetingState;
  },
): Promise<void> {
  const { quorum, ...plain } = fields;
  await tx
    .updateTable('meeting')
    .set({ ...plain, ...(quorum === undefined ? {} : { quorum: JSON.stringify(quorum) }) })
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .execute();
}

/** The round of this meeting that is taking votes, if any. */
export async function votingRound(
  db: Connection,
  assemblyId: string,
  meetingId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('round')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'voting')
    .executeTakeFirst();
  return row?.id;
}

/** What kind of assembly this is: it says what quorum its meetings usually have. */
export async function assemblyKind(db: Connection, assemblyId: string) {
  const { kind } = await db
    .selectFrom('assembly')
    .select('kind')
    .where('id', '=', assemblyId)
    .executeTakeFirstOrThrow();
  return kind;
}

/** The meeting's own quorum (法定人数). */
export async function readQuorum(
  db: Connection,
  assemblyId: string,
  meetingId: string,
): Promise<MeetingQuorum> {
  const { quorum } = await db
    .selectFrom('meeting')
    .select('quorum')
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return MeetingQuorum.parse(quorum);
}
