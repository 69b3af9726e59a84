import { sql } from 'kysely';
import type { Role } from '../../contract/common/roles.ts';
import type { Tx } from '../../platform/database.ts';

type Fields = { name: string; unit: string | null; phone: string | null };

/** Adds people in one statement, however many. */
export async function insertPeople(
  tx: Tx,
  assemblyId: string,
  people: readonly (Fields & { id: string; number: string | null })[],
  now: Date,
): Promise<void> {
  await sql`
    insert into person (assembly_id, id, name, number, unit, phone, created_at)
    select ${assemblyId}::uuid, p.id, p.name, p.number, p.unit, p.phone, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as p(id uuid, name text, number text, unit text, phone text)`.execute(tx);
}

/** Corrects people in one statement. */
export async function updatePeople(
  tx: Tx,
  assemblyId: string,
  people: readonly (Fields & { id: string; number: string | null })[],
): Promise<void> {
  await sql`
    update person set name = p.name, number = p.number, unit = p.unit, phone = p.phone
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as p(id uuid, name text, number text, unit text, phone text)
    where person.assembly_id = ${assemblyId} and person.id = p.id`.execute(tx);
}

/** Gives people further roles in one statement. */
export async function insertRoles(
  tx: Tx,
  assemblyId: string,
  roles: readonly { id: string; role: Role }[],
): Promise<void> {
  await sql`
    insert into person_role (assembly_id, person_id, role)
    select ${assemblyId}::uuid, r.id, r.role
    from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as r(id uuid, role text)
    on conflict do nothing`.execute(tx);
}

/** Which of these people have a live session at desk or chair. */
export async function withOfficeSessions(
  tx: Tx,
  assemblyId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .selectFrom('session')
    .select('person_id')
    .distinct()
    .where('assembly_id', '=', assemblyId)
    .where('ended_at', 'is', null)
    .where('seat', 'in', ['desk', 'chair'])
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .$narrowType<{ person_id: string }>()
    .execute();
  return rows.map((row) => row.person_id);
}
