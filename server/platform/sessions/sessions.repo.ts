import { sql } from 'kysely';
import type { Seat } from '../../contract/common/roles.ts';
import type { Connection, Tx } from '../database.ts';

export type EndReason =
  'signed_out' | 'taken_over' | 'card_withdrawn' | 'account_changed' | 'unpaired' | 'roles_changed';

/** The live sessions with these token hashes, each with its person and assembly. */
export async function findSessions(db: Connection, tokenHashes: readonly Buffer[], now: Date) {
  return db
    .selectFrom('session')
    .innerJoin('assembly', 'assembly.id', 'session.assembly_id')
    .leftJoin('person', (join) =>
      join
        .onRef('person.assembly_id', '=', 'session.assembly_id')
        .onRef('person.id', '=', 'session.person_id'),
    )
    .leftJoin('account', 'account.person_id', 'session.person_id')
    .leftJoin('roll_entry', (join) =>
      join
        .onRef('roll_entry.assembly_id', '=', 'session.assembly_id')
        .onRef('roll_entry.meeting_id', '=', 'session.meeting_id')
        .onRef('roll_entry.person_id', '=', 'session.person_id'),
    )
    .leftJoin('officer', (join) =>
      join
        .onRef('officer.assembly_id', '=', 'session.assembly_id')
        .onRef('officer.meeting_id', '=', 'session.meeting_id')
        .onRef('officer.person_id', '=', 'session.person_id')
        .on('officer.released_at', 'is', null),
    )
    .select((eb) => [
      'session.id',
      'session.token_hash',
      'session.assembly_id',
      'session.seat',
      'session.person_id',
      'session.meeting_id',
      'assembly.name as assembly_name',
      'assembly.kind as assembly_kind',
      'assembly.sample as assembly_sample',
      'person.name as person_name',
      'person.active as person_active',
      'account.operator',
      'account.must_change',
      'session.renewed_at',
      'roll_entry.class as roll_class',
      'officer.office',
      eb
        .selectFrom('person_role')
        .select((inner) => inner.fn.agg<string[]>('array_agg', ['person_role.role']).as('roles'))
        .whereRef('person_role.assembly_id', '=', 'session.assembly_id')
        .whereRef('person_role.person_id', '=', 'session.person_id')
        .as('roles'),
    ])
    .where(sql<boolean>`session.token_hash = any(${tokenHashes}::bytea[])`)
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', now)
    .execute();
}

export async function insertSession(
  tx: Tx,
  session: {
    id: string;
    token_hash: Buffer;
    assembly_id: string;
    seat: Seat;
    person_id: string | null;
    meeting_id: string | null;
    created_at: Date;
    expires_at: Date;
    renewed_at?: Date | null;
    address?: string;
    device?: string;
  },
): Promise<void> {
  await tx.insertInto('session').values(session).execute();
}

/** Ends sessions that `where` picks and are still live; gives their ids and seats. */
export async function endSessions(
  tx: Tx,
  which: {
    assemblyId: string;
    sessionId?: string;
    personId?: string;
    meetingId?: string;
    seats?: readonly Seat[];
    except?: string;
  },
  reason: EndReason,
  now: Date,
): Promise<{ id: string; seat: Seat }[]> {
  let query = tx
    .updateTable('session')
    .set({ ended_at: now, ended_reason: reason })
    .where('assembly_id', '=', which.assemblyId)
    .where('ended_at', 'is', null);
  if (which.sessionId !== undefined) query = query.where('id', '=', which.sessionId);
  if (which.personId !== undefined) query = query.where('person_id', '=', which.personId);
  if (which.meetingId !== undefined) query = query.where('meeting_id', '=', which.meetingId);
  if (which.seats !== undefined) query = query.where('seat', 'in', which.seats);
  if (which.except !== undefined) query = query.where('id', '<>', which.except);
  return query.returning(['id', 'seat']).execute();
}
