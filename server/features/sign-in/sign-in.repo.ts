import { sql } from 'kysely';
import { Role } from '../../contract/common/roles.ts';
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

/** The card of each of these hashes (in hexadecimal), of printed codes and of links alike. */
export async function cardsOf(
  db: Connection,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = hashes.map((hash) => Buffer.from(hash, 'hex'));
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    select id, code_hash as hash from card where code_hash = any(${wanted}::bytea[])
    union all
    select id, link_hash from card where link_hash = any(${wanted}::bytea[])`.execute(db);
  return new Map(rows.map(({ id, hash }) => [hash.toString('hex'), id]));
}

/**
 * A card and what stands around it, locked until the transaction ends. The meeting is held too, before the room: the
 * session that is made later refers to it.
 */
export async function lockCard(tx: Tx, cardId: string) {
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
      'card.issued_at',
      'card.used_at',
      'card.link_used_at',
      'card.renewed',
      'card.withdrawn_at',
      'person.name',
      'person.active',
    ])
    .where('card.id', '=', cardId)
    .forUpdate('card')
    .forShare('person')
    .forKeyShare('meeting')
    .executeTakeFirst();
}

export async function markLinkUsed(tx: Tx, cardId: string, now: Date): Promise<void> {
  await tx.updateTable('card').set({ link_used_at: now }).where('id', '=', cardId).execute();
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

/** Whether somebody has signed in to this account with this browser before. */
export async function isKnownBrowser(
  db: Connection,
  personId: string,
  tokenHash: Buffer,
): Promise<boolean> {
  const row = await db
    .selectFrom('known_browser')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}

/** The browsers of an account that are remembered: those used last. */
const MOST_BROWSERS = 20;

export async function rememberBrowser(
  tx: Tx,
  personId: string,
  tokenHash: Buffer,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('known_browser')
    .values({ person_id: personId, token_hash: tokenHash, last_used_at: now })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'token_hash']).doUpdateSet({ last_used_at: now }),
    )
    .execute();
  await sql`
    delete from known_browser where person_id = ${personId} and token_hash in (
      select token_hash from known_browser where person_id = ${personId}
      order by last_used_at desc offset ${MOST_BROWSERS})`.execute(tx);
}
