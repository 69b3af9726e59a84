import { sql } from 'kysely';
import type { Office } from '../../contract/decisions/schemas.ts';
import type { Connection, Tx } from '../../platform/database.ts';

export async function lockMeetingFor(tx: Tx, assemblyId: string, meetingId: string) {
  return tx
    .selectFrom('meeting')
    .select(['id', 'state'])
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertDecision(
  tx: Tx,
  decision: {
    assembly_id: string;
    meeting_id: string;
    id: string;
    kind: 'rules' | 'officers' | 'procedure';
    subject: string;
    enrolled: number;
    present: number;
    votes_for: number;
    votes_against: number;
    votes_abstain: number;
    majority: unknown;
    passed: boolean;
    recorded_by: string;
    recorded_at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('decision')
    .values({ ...decision, majority: JSON.stringify(decision.majority) })
    .execute();
}

export async function listDecisions(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('decision')
    .select([
      'decision.id',
      'decision.kind',
      'decision.subject',
      'decision.enrolled',
      'decision.present',
      'decision.votes_for',
      'decision.votes_against',
      'decision.votes_abstain',
      'decision.majority',
      'decision.recorded_at',
      'decision.recorded_by_name',
    ])
    .where('decision.assembly_id', '=', assemblyId)
    .where('decision.meeting_id', '=', meetingId)
    .orderBy('decision.recorded_at')
    .execute();
}

/** Who holds an office of the meeting now, in the order of the offices, by the names they were appointed under. */
export async function listOfficers(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('officer')
    .select(['officer.person_id', 'officer.office', 'officer.person_name as name'])
    .where('officer.assembly_id', '=', assemblyId)
    .where('officer.meeting_id', '=', meetingId)
    .where('released_at', 'is', null)
    .orderBy('officer.office')
    .orderBy('officer.person_name')
    .execute();
}

/** Whom the office named for the meeting to decide on, in the order of the offices. */
export async function listProposed(db: Connection, assemblyId: string, meetingId: string) {
  const { rows } = await sql<{ person_id: string; office: Office; name: string }>`
    select p.id as person_id, o.office, p.name
    from meeting m
    cross join lateral jsonb_to_recordset(m.proposed_officers) as o("personId" uuid, office text)
    join person p on p.assembly_id = m.assembly_id and p.id = o."personId" and p.active
    where m.assembly_id = ${assemblyId} and m.id = ${meetingId}
    order by o.office, p.name`.execute(db);
  return rows;
}

export async function setProposed(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
  officers: readonly { personId: string; office: Office }[],
): Promise<void> {
  await tx
    .updateTable('meeting')
    .set({ proposed_officers: JSON.stringify(officers) })
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .execute();
}

export async function findOffice(
  db: Connection,
  assemblyId: string,
  meetingId: string,
  personId: string,
): Promise<Office | undefined> {
  const row = await db
    .selectFrom('officer')
    .select('office')
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', personId)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return row?.office;
}

/** The people of the assembly among these, with their roles. */
export async function rolesOf(db: Connection, assemblyId: string, personIds: readonly string[]) {
  return db
    .selectFrom('person')
    .leftJoin('person_role', 'person_role.person_id', 'person.id')
    .select((eb) => [
      'person.id',
      eb.fn.agg<(string | null)[]>('array_agg', ['person_role.role']).as('roles'),
    ])
    .where('person.assembly_id', '=', assemblyId)
    .where('person.active', '=', true)
    .where('person.id', 'in', personIds)
    .groupBy('person.id')
    .execute();
}

export async function releaseOfficers(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
  which: { offices: readonly Office[]; personIds: readonly string[] },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('officer')
    .set({ released_at: at })
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('released_at', 'is', null)
    .where((eb) =>
      eb.or([eb('office', 'in', which.offices), eb('person_id', 'in', which.personIds)]),
    )
    .execute();
}

export async function insertOfficers(
  tx: Tx,
  officers: readonly {
    assembly_id: string;
    meeting_id: string;
    id: string;
    person_id: string;
    office: Office;
    decision_id: string;
  }[],
): Promise<void> {
  await tx
    .insertInto('officer')
    .values([...officers])
    .execute();
}

/**
 * A round of the meeting between opening and announcement, where officers can't change. One whose place a
 * re-vote takes isn't under way any more.
 */
export async function roundUnderWay(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('round')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('state', 'in', ['voting', 'closed', 'tallied', 'signed'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('round as revote')
            .select('revote.id')
            .whereRef('revote.predecessor_id', '=', 'round.id')
            .where('revote.origin', '=', 'revote'),
        ),
      ),
    )
    .executeTakeFirst();
}

/** Who has begun to enter paper ballots of a round that isn't signed yet, and wasn't released. */
export async function personsEntering(db: Connection, assemblyId: string, meetingId: string) {
  const rows = await db
    .selectFrom('paper_teller')
    .innerJoin('round', 'round.id', 'paper_teller.round_id')
    .select('paper_teller.person_id')
    .where('round.assembly_id', '=', assemblyId)
    .where('round.meeting_id', '=', meetingId)
    .where('round.state', 'in', ['closed', 'tallied'])
    .where('paper_teller.released_at', 'is', null)
    .execute();
  return rows.map((row) => row.person_id);
}
