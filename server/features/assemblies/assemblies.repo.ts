import type { AssemblyKind } from '../../domain/assemblyKind.ts';
import { sql } from 'kysely';
import type { Role } from '../../contract/common/roles.ts';
import type { Connection, Tx } from '../../platform/database.ts';

export type AssemblyRow = {
  id: string;
  name: string;
  kind: AssemblyKind;
  sample: boolean;
};

/** Every assembly of the deployment with how many people and meetings it has. */
export async function listAssemblies(
  db: Connection,
): Promise<(AssemblyRow & { people: number; meetings: number })[]> {
  return db
    .selectFrom('assembly')
    .select((eb) => [
      'assembly.id',
      'assembly.name',
      'assembly.kind',
      'assembly.sample',
      eb
        .selectFrom('person')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('person.assembly_id', '=', 'assembly.id')
        .$asScalar()
        .$notNull()
        .as('people'),
      eb
        .selectFrom('meeting')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('meeting.assembly_id', '=', 'assembly.id')
        .$asScalar()
        .$notNull()
        .as('meetings'),
    ])
    .orderBy('assembly.created_at')
    .orderBy('assembly.id')
    .execute();
}

export async function anyAssembly(db: Connection): Promise<boolean> {
  const row = await db.selectFrom('assembly').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Keeps anyone else from making an assembly until the transaction ends. */
export async function lockAssemblies(tx: Tx): Promise<void> {
  await sql`lock table assembly in share row exclusive mode`.execute(tx);
}

export async function insertAssembly(
  tx: Tx,
  row: AssemblyRow & { login_suffix: string | null; created_at: Date },
) {
  await tx.insertInto('assembly').values(row).execute();
}

/** The assembly's first person, with roles and a password. */
export async function insertFirstPerson(
  tx: Tx,
  person: {
    assemblyId: string;
    id: string;
    name: string;
    roles: readonly Role[];
    loginName: string;
    passwordHash: string;
    operator: boolean;
    mustChange: boolean;
    now: Date;
  },
): Promise<void> {
  const { assemblyId: assembly_id, id: person_id, now: created_at } = person;
  await tx
    .insertInto('person')
    .values({ assembly_id, id: person_id, name: person.name, created_at })
    .execute();
  await tx
    .insertInto('person_role')
    .values(person.roles.map((role) => ({ assembly_id, person_id, role })))
    .execute();
  await tx
    .insertInto('account')
    .values({
      assembly_id,
      person_id,
      login_name: person.loginName,
      password_hash: person.passwordHash,
      operator: person.operator,
      must_change: person.mustChange,
      created_at,
    })
    .execute();
}

/** The name of an assembly, locked until the transaction ends. */
export async function lockName(tx: Tx, assemblyId: string): Promise<string> {
  const { name } = await tx
    .selectFrom('assembly')
    .select('name')
    .where('id', '=', assemblyId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return name;
}

export async function updateName(tx: Tx, assemblyId: string, name: string): Promise<void> {
  await tx.updateTable('assembly').set({ name }).where('id', '=', assemblyId).execute();
}

/** The meetings in whose rooms the name stands. */
export async function meetingsNotOver(db: Connection, assemblyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('state', '<>', 'closed')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
