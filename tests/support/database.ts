import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of one suite's own. */
export type FreshDatabase = {
  /** postgres://… of it, for the role the server works as. */
  url: string;
  /** The same for the owner of its tables, who alone could tamper with them. */
  ownerUrl: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

/** A migrated, empty database, cloned from the run's template in a few hundredths of a second. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return create(inject('templateDatabase'));
}

/** A database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return create('template0');
}

/** A copy of a database to which nobody is connected. */
export async function copyOf({ url }: FreshDatabase): Promise<FreshDatabase> {
  return create(new URL(url).pathname.slice(1));
}

async function create(template: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await atServer(`create database ${name} template ${template}`);
  const at = (address: string): string => {
    const url = new URL(address);
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    url: at(inject('serverUrl')),
    ownerUrl: at(inject('postgresUrl')),
    drop: () => drop(name),
  };
}

/** Autovacuum, which is not ours to end, may be at work in a large database for a moment. */
async function drop(name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await atServer(`drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === '42501';
      if (!busy || attempt === 100) throw error;
      await pause(200);
    }
  }
}

async function atServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
