import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** The major version that is brought along and tested with, and the oldest that is known to have what is used. */
export const OWN_MAJOR = 18;
export const OLDEST_MAJOR = 15;

/** The major version of the database that answers. */
export async function majorOf(db: Database): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select current_setting('server_version_num')::integer as number`.execute(db);
  return Math.floor((rows[0]?.number ?? 0) / 10_000);
}

/** What the operator is told of a database of this version: nothing, a line, or why the server doesn't start. */
export function wordOfRelease(major: number): { refused: boolean; sentence: string } | null {
  if (major === OWN_MAJOR) return null;
  const [own, oldest, found] = [OWN_MAJOR, OLDEST_MAJOR, major].map(String) as [
    string,
    string,
    string,
  ];
  if (major < OLDEST_MAJOR) {
    return {
      refused: true,
      sentence:
        `The database at DATABASE_URL is PostgreSQL ${found}; at least ${oldest} is needed; nothing was changed: move the data to PostgreSQL ${own}.\n` +
        `DATABASE_URL 的数据库是 PostgreSQL ${found}，至少需要 ${oldest}，未作任何更改：请把数据迁移到 PostgreSQL ${own}。`,
    };
  }
  return {
    refused: false,
    sentence:
      `The database at DATABASE_URL is PostgreSQL ${found}; this program is tested with PostgreSQL ${own}.\n` +
      `DATABASE_URL 的数据库是 PostgreSQL ${found}，本程序在 PostgreSQL ${own} 上测试。`,
  };
}
