import { sql } from 'kysely';
import { z } from 'zod';
import { RollClass } from '../../contract/common/roles.ts';
import type { Connection, Tx } from '../../platform/database.ts';

type Of = { assemblyId: string; meetingId: string };

const Holder = z.object({
  personId: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  class: RollClass,
});
export type Holder = z.infer<typeof Holder>;

/** Everybody on the roll with the state of their valid card, in the order in which cards are handed out. */
export async function listHolders(
  db: Connection,
  { assemblyId, meetingId }: Of,
): Promise<(Holder & { card: 'none' | 'unused' | 'used' })[]> {
  const { rows } = await sql`
    select e.person_id as "personId", p.name, p.number, p.unit, e.class,
      case when c.id is null then 'none' when c.used_at is null then 'unused' else 'used' end as card
    from roll_entry e
    join person p on p.assembly_id = e.assembly_id and p.id = e.person_id
    left join card c on c.assembly_id = e.assembly_id and c.meeting_id = e.meeting_id
      and c.person_id = e.person_id and c.withdrawn_at is null
    where e.assembly_id = ${assemblyId} and e.meeting_id = ${meetingId}
    order by p.unit nulls last, p.number nulls last, p.name, p.id`.execute(db);
  return z.array(Holder.extend({ card: z.enum(['none', 'unused', 'used']) })).parse(rows);
}

/** Withdraws the valid cards of these people; gives those whose card it was. */
export async function withdrawCards(
  tx: Tx,
  { assemblyId, meetingId }: Of,
  personIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .updateTable('card')
    .set({ withdrawn_at: now })
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .returning('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

/** Adds cards in one statement, however many. */
export async function insertCards(
  tx: Tx,
  { assemblyId, meetingId }: Of,
  cards: readonly { id: string; personId: string; codeHash: Buffer; linkHash: Buffer }[],
  now: Date,
): Promise<void> {
  const rows = cards.map(({ id, personId, codeHash, linkHash }) => ({
    id,
    person_id: personId,
    code_hash: `\\x${codeHash.toString('hex')}`,
    link_hash: `\\x${linkHash.toString('hex')}`,
  }));
  await sql`
    insert into card (assembly_id, meeting_id, id, person_id, code_hash, link_hash, keyed, issued_at, renewed)
    select ${assemblyId}::uuid, ${meetingId}::uuid, c.id, c.person_id, c.code_hash, c.link_hash, true,
      ${now}::timestamptz, exists (
        select from card earlier
        where earlier.assembly_id = ${assemblyId}::uuid and earlier.meeting_id = ${meetingId}::uuid
          and earlier.person_id = c.person_id and earlier.used_at is not null)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c(id uuid, person_id uuid, code_hash bytea, link_hash bytea)`.execute(tx);
}
