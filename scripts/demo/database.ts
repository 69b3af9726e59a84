import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../../server/config.ts';
import { err, ok, type Outcome } from '../../server/domain/outcome.ts';
import { sentence } from '../../server/platform/postgres/failure.ts';
import { startPostgres } from '../../server/platform/postgres/start.ts';

/** An empty database of the embedded PostgreSQL; real data is never touched. */
export type SampleDatabase = { serverUrl: string; ownerUrl: string; stop: () => Promise<void> };

/** Starts a PostgreSQL in a folder of its own beside the data, and makes the database `name` there anew. */
export async function startSampleDatabase(
  config: Config,
  { folder, name, say }: { folder: string; name: string; say: (line: string) => void },
): Promise<Outcome<SampleDatabase, string>> {
  const postgres = await startPostgres({
    dataDir: join(config.dataDir, folder),
    log: say,
    mayCreateDatabases: true,
  });
  if (!postgres.ok) return err(sentence(postgres.error));
  const { url, serverUrl, stop } = postgres.value;
  await makeAnew(url, name);
  return ok({ serverUrl: at(serverUrl, name), ownerUrl: at(url, name), stop });
}

async function makeAnew(ownerUrl: string, name: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
}

/** The address of that database instead of the one an address leads to. */
function at(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}
