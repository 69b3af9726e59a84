import { sql } from 'kysely';
import { Role } from '../../contract/roles.ts';
import type { Connection, Tx } from '../../platform/database.ts';

/** The account with this login name, with what its owner holds. */
export async function findAccount(db: Connection, loginName: string) {
  const row = await db
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join
        .onRef('person.assembly_id', '=', 'account.assembly_id')
        .onRef('person.id', '=', 'account.person_id'),
    )
    .select((eb) => [
      'account.assembly_id',
      'account.person_id',
      'account.password_hash',
      eb
        .selectFrom('person_role')
        .select((inner) => inner.fn.agg<string[]>('array_agg', ['person_role.role']).as('roles'))
        .whereRef('person_role.assembly_id', '=', 'account.assembly_id')
        .whereRef('person_role.person_id', '=', 'account.person_id')
        .as('roles'),
    ])
    .where('account.login_name', '=', loginName)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { ...row, roles: (row.roles ?? []).map((role) => Role.parse(role)) };
}

/**
 * Holds an account as it was read until the transaction ends, so that whoever changes it meanwhile also
 * finds (and ends) the session that is being made. False when it was changed or its owner isn't active.
 */
export async function holdAccount(
  tx: Tx,
  account: { person_id: string; password_hash: string },
  loginName: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join
        .onRef('person.assembly_id', '=', 'account.assembly_id')
        .onRef('person.id', '=', 'account.person_id'),
    )
    .select('person.active')
    .where('account.person_id', '=', account.person_id)
    .where('account.login_name', '=', loginName)
    .where('account.password_hash', '=', account.password_hash)
    .forShare()
    .executeTakeFirst();
  return row?.active === true;
}

/**
 * The card with this code and what stands around it, locked until the transaction ends. The meeting is
 * held too, before the room: the session that is made later refers to it.
 */
export async function lockCard(tx: Tx, codeHash: Buffer) {
  return tx
    .selectFrom('card')
    .innerJoin('person', (join) =>
      join
        .onRef('person.assembly_id', '=', 'card.assembly_id')
        .onRef('person.id', '=', 'card.person_id'),
    )
    .innerJoin('meeting', (join) =>
      join
        .onRef('meeting.assembly_id', '=', 'card.assembly_id')
        .onRef('meeting.id', '=', 'card.meeting_id'),
    )
    .select([
      'card.id',
      'card.assembly_id',
      'card.meeting_id',
      'card.person_id',
      'card.used_at',
      'card.withdrawn_at',
      'person.active',
    ])
    .where('card.code_hash', '=', codeHash)
    .forUpdate('card')
    .forShare('person')
    .forKeyShare('meeting')
    .executeTakeFirst();
}

export async function markCardUsed(tx: Tx, cardId: string, now: Date): Promise<void> {
  await tx.updateTable('card').set({ used_at: now }).where('id', '=', cardId).execute();
}

/** Marks an absent person as present unless the meeting is over; whether anything changed. */
export async function markPresent(
  tx: Tx,
  of: { assembly_id: string; meeting_id: string; person_id: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('roll_entry')
    .set({ attendance: 'present' })
    .where('assembly_id', '=', of.assembly_id)
    .where('meeting_id', '=', of.meeting_id)
    .where('person_id', '=', of.person_id)
    .where('attendance', '=', 'absent')
    .where(
      sql<boolean>`(select state <> 'closed' from meeting
        where assembly_id = ${of.assembly_id} and id = ${of.meeting_id})`,
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
