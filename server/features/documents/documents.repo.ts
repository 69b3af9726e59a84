import { sql } from 'kysely';
import { ballotBox } from '../../live/box.ts';
import type { Connection } from '../../platform/database.ts';

/** What documents of a round are made from; undefined when the assembly has no such round. */
export async function readRoundFacts(db: Connection, assemblyId: string, roundId: string) {
  const round = await db
    .selectFrom('round')
    .innerJoin('meeting', 'meeting.id', 'round.meeting_id')
    .innerJoin('assembly', 'assembly.id', 'round.assembly_id')
    .select([
      'round.id',
      'round.assembly_id',
      'round.state',
      'round.signatures_required',
      'round.title',
      'round.medium',
      'round.roll',
      'round.opened_at',
      'round.closed_at',
      'round.definition',
      'round.meeting_id',
      'meeting.title as meeting',
      'meeting.starts_at',
      'assembly.name as assembly',
      'assembly.kind',
      'assembly.sample',
    ])
    .where('round.assembly_id', '=', assemblyId)
    .where('round.id', '=', roundId)
    .executeTakeFirst();
  if (round === undefined) return undefined;
  const count = await db
    .selectFrom('round_count')
    .select(['version', 'roll', 'result', 'made_at', 'reason', 'document_sha256', 'held_back'])
    .select(['meeting_title', 'assembly_name'])
    .select(sql<boolean>`count_stands(round_count)`.as('stands'))
    .where('round_id', '=', roundId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  // Whoever signed the count stays on it, also when others hold the offices of the meeting now.
  const signed = await db
    .selectFrom('count_signature')
    .select(['office', 'person_id', 'person_name as name', 'signed_at'])
    .where('round_id', '=', roundId)
    .where('version', '=', count?.version ?? 0)
    .orderBy('office')
    .execute();
  const appointed = await db
    .selectFrom('officer')
    .select(['office', 'person_id', 'person_name as name'])
    .where('officer.assembly_id', '=', assemblyId)
    .where('officer.meeting_id', '=', round.meeting_id)
    .where('released_at', 'is', null)
    .orderBy('office')
    .execute();
  const officers = [
    ...signed,
    ...appointed
      .filter(
        (one) =>
          !signed.some((other) => other.person_id === one.person_id && other.office === one.office),
      )
      .map((one) => ({ ...one, signed_at: null })),
  ];
  const replacedBy = await db
    .selectFrom('round')
    .select('title')
    .where('predecessor_id', '=', roundId)
    .where('origin', '=', 'revote')
    .where('opened_at', 'is not', null)
    .executeTakeFirst();
  const tally = await ballotBox.tally(db, roundId);
  const stock = await db
    .selectFrom('paper_stock')
    .select(['printed', 'issued', 'spoiled', 'destroyed', 'specimens', 'collected', 'note'])
    .where('round_id', '=', roundId)
    .executeTakeFirst();
  return { round, count, officers, replacedBy, tally, stock };
}
export type RoundFacts = NonNullable<Awaited<ReturnType<typeof readRoundFacts>>>;

/** A meeting with its roll and its rounds in the order of the agenda; undefined when the assembly has none such. */
export async function readMeetingFacts(db: Connection, assemblyId: string, meetingId: string) {
  const meeting = await db
    .selectFrom('meeting')
    .innerJoin('assembly', 'assembly.id', 'meeting.assembly_id')
    .select(['meeting.title', 'meeting.place', 'meeting.starts_at', 'assembly.sample'])
    .where('meeting.assembly_id', '=', assemblyId)
    .where('meeting.id', '=', meetingId)
    .executeTakeFirst();
  if (meeting === undefined) return undefined;
  const roll = await db
    .selectFrom('roll_entry')
    .innerJoin('person', (join) =>
      join
        .onRef('person.assembly_id', '=', 'roll_entry.assembly_id')
        .onRef('person.id', '=', 'roll_entry.person_id'),
    )
    .select(['person.name', 'person.number', 'person.unit', 'roll_entry.class', 'entitled'])
    .where('roll_entry.assembly_id', '=', assemblyId)
    .where('roll_entry.meeting_id', '=', meetingId)
    .orderBy(sql`person.number nulls last`)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  const rounds = await db
    .selectFrom('round')
    .select(['id', 'title'])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('state', '!=', 'draft')
    .orderBy('position')
    .execute();
  const differs = await sql<{ round_id: string }>`
    select c.round_id from round_count c join round r on r.id = c.round_id
    where r.assembly_id = ${assemblyId} and r.meeting_id = ${meetingId} and not count_stands(c)
      and c.version = (select max(version) from round_count newer where newer.round_id = c.round_id)
    limit 1`.execute(db);
  return { meeting, roll, rounds, differs: differs.rows.length > 0 };
}
