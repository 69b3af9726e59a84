import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * What the server's role may do with tables that are only ever added to, beside reading them: whoever has that role
 * alone can neither change nor remove what was cast, counted, signed, decided and recorded, nor switch off the
 * triggers, which takes the owner. Every other table is open to it.
 */
const PROTECTED: Record<string, readonly string[]> = {
  paper: ['insert'],
  roll_mark: ['insert'],
  round_count: ['insert'],
  count_signature: ['insert'],
  decision: ['insert'],
  officer: ['insert', 'update (released_at)'],
  published_box: ['insert'],
  // Added to by a function of the owner, at the end of the chain only.
  audit_entry: [],
  audit_chain: [],
  earlier_name: [],
  kysely_migration: [],
  kysely_migration_lock: [],
};

// Any fixed number will do, as long as all processes on one database use the same.
const LOCK = 7_206_412_552n;

/**
 * Gives `role` what the server needs on the database of this connection, whose role owns the tables. Done after every
 * migration: a new table is open to the server unless it is named above.
 */
export async function grantToServer(owner: Database, role: string): Promise<void> {
  const server = sql.id(role);
  await owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    const { rows } = await sql<{ tables: string[]; functions: string[]; maintain: boolean }>`
      select
        array(select tablename::text from pg_tables where schemaname = 'public') as tables,
        array(select oid::regprocedure::text from pg_proc
              where pronamespace = 'public'::regnamespace and prosecdef) as functions,
        current_setting('server_version_num')::integer >= 170000 as maintain`.execute(tx);
    const { tables, functions, maintain } = rows[0] ?? {
      tables: [],
      functions: [],
      maintain: false,
    };
    await sql`grant usage on schema public to ${server}`.execute(tx);
    await sql`revoke all on all tables in schema public from ${server}`.execute(tx);
    await sql`grant select on all tables in schema public to ${server}`.execute(tx);
    await sql`grant usage on all sequences in schema public to ${server}`.execute(tx);
    // Fresh statistics after an import, room after sealing.
    if (maintain) await sql`grant maintain on all tables in schema public to ${server}`.execute(tx);
    for (const table of tables) {
      for (const right of PROTECTED[table] ?? ['insert', 'update', 'delete']) {
        await sql`grant ${sql.raw(right)} on ${sql.id('public', table)} to ${server}`.execute(tx);
      }
    }
    for (const name of functions) {
      await sql`grant execute on function ${sql.raw(name)} to ${server}`.execute(tx);
    }
  });
}

/** The role of this connection. */
export async function roleOf(db: Database): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(db);
  return rows[0]?.role ?? '';
}

/** Whether the role of this connection could change or remove what is only ever added to. */
export async function mayChangeRecords(db: Database): Promise<boolean> {
  const { rows } = await sql<{ may: boolean | null }>`
    select bool_or(has_table_privilege(oid, 'update, delete, truncate, trigger')
                   or pg_has_role(relowner, 'member')) as may
    from pg_class
    where relnamespace = 'public'::regnamespace and relname = any(${Object.keys(PROTECTED)}::text[])
      and relkind = 'r'`.execute(db);
  return rows[0]?.may === true;
}
