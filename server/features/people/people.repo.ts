import { Role } from '../../contract/common/roles.ts';
import { inListOrder } from '../../domain/listOrder.ts';
import { numberKey } from '../../domain/numberKey.ts';
import type { Person } from '../../contract/people/schemas.ts';
import type { Connection, Tx } from '../../platform/database.ts';

function people(db: Connection, assemblyId: string) {
  return db
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select((eb) => [
      'person.id',
      'person.name',
      'person.number',
      'person.unit',
      'person.phone',
      'person.active',
      'account.login_name',
      eb
        .selectFrom('person_role')
        .select((inner) => inner.fn.agg<string[]>('array_agg', ['person_role.role']).as('roles'))
        .whereRef('person_role.assembly_id', '=', 'person.assembly_id')
        .whereRef('person_role.person_id', '=', 'person.id')
        .as('roles'),
    ])
    .where('person.assembly_id', '=', assemblyId);
}

type PersonRow = Omit<Person, 'roles' | 'loginName'> & {
  login_name: string | null;
  roles: string[] | null;
};

function personOf({ login_name, roles, ...row }: PersonRow): Person {
  const held = new Set((roles ?? []).map((role) => Role.parse(role)));
  // In the order of the list of roles, whatever order they were given in.
  return { ...row, roles: Role.options.filter((role) => held.has(role)), loginName: login_name };
}

/** All people of an assembly, by number as people count, those without one last and by name. */
export async function listPeople(db: Connection, assemblyId: string): Promise<Person[]> {
  const rows = await people(db, assemblyId)
    .where('person.erased_at', 'is', null)
    .orderBy('person.id')
    .execute();
  return inListOrder(rows.map(personOf));
}

export async function findPerson(
  db: Connection,
  assemblyId: string,
  personId: string,
): Promise<Person | undefined> {
  const row = await people(db, assemblyId).where('person.id', '=', personId).executeTakeFirst();
  return row === undefined ? undefined : personOf(row);
}

/**
 * Changes to an assembly's people happen one after the other: who is the last administrator, and whether
 * a number is free, can't change between looking and writing.
 */
export async function lockPeople(tx: Tx, assemblyId: string): Promise<void> {
  await tx
    .selectFrom('assembly')
    .select('id')
    .where('id', '=', assemblyId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/** Whether somebody other than `except` has this number, however it is spelled. */
export async function numberTaken(
  db: Connection,
  assemblyId: string,
  number: string,
  except?: string,
): Promise<boolean> {
  let query = db
    .selectFrom('person')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where((eb) => eb.or([eb('number_key', '=', numberKey(number)), eb('number', '=', number)]));
  if (except !== undefined) query = query.where('id', '<>', except);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Whether the assembly has an administrator other than this person who can sign in. */
export async function otherAdministrator(
  db: Connection,
  assemblyId: string,
  personId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .innerJoin('account', 'account.person_id', 'person_role.person_id')
    .select('person.id')
    .where('person_role.assembly_id', '=', assemblyId)
    .where('person_role.role', '=', 'administrator')
    .where('person.active', '=', true)
    .where('person.id', '<>', personId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertPerson(
  tx: Tx,
  assemblyId: string,
  person: {
    id: string;
    name: string;
    number: string | null;
    unit: string | null;
    phone: string | null;
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('person')
    .values({ assembly_id: assemblyId, ...person, created_at: now })
    .execute();
}

export async function updatePerson(
  tx: Tx,
  assemblyId: string,
  personId: string,
  fields: Partial<Pick<Person, 'name' | 'number' | 'unit' | 'phone' | 'active'>>,
): Promise<void> {
  await tx
    .updateTable('person')
    .set(fields)
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', personId)
    .execute();
}

/** Gives somebody exactly these roles. */
export async function replaceRoles(
  tx: Tx,
  assemblyId: string,
  personId: string,
  roles: readonly Role[],
): Promise<void> {
  await tx
    .deleteFrom('person_role')
    .where('assembly_id', '=', assemblyId)
    .where('person_id', '=', personId)
    .execute();
  if (roles.length === 0) return;
  await tx
    .insertInto('person_role')
    .values(roles.map((role) => ({ assembly_id: assemblyId, person_id: personId, role })))
    .execute();
}

/** Makes or changes somebody's password sign-in. Throws on `account_login_name` when the name is taken. */
export async function upsertAccount(
  tx: Tx,
  account: {
    assembly_id: string;
    person_id: string;
    login_name: string;
    password_hash: string;
    must_change: boolean;
    created_at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('account')
    .values(account)
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({
        login_name: account.login_name,
        password_hash: account.password_hash,
        must_change: account.must_change,
      }),
    )
    .execute();
}

/** What a password of this assembly's people must not be made of, and what its login names end with. */
export async function assemblyOf(db: Connection, assemblyId: string) {
  return db
    .selectFrom('assembly')
    .select(['name', 'login_suffix'])
    .where('id', '=', assemblyId)
    .executeTakeFirstOrThrow();
}

/** No browser is known to this account any more: whoever had its password before is a stranger. */
export async function forgetBrowsers(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('known_browser').where('person_id', '=', personId).execute();
}
