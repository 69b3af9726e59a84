import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { buildWeb } from '../../../scripts/build-web.ts';
import { ROOT } from '../../../scripts/programs.ts';

/** Any number that nothing else on the run's PostgreSQL locks. */
const LOCK = 738_204_551;

/** How long a build may take (milliseconds), to be given to `beforeAll`. */
export const BUILD_MS = 300_000;

/**
 * The folder of the built web app, built first unless the last build is of these very sources. Suites that
 * start at the same moment wait for one another.
 */
export async function builtWeb(): Promise<string> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const built = await buildWeb();
    if (!built.ok) throw new Error(`the web app could not be built:\n${built.error.output}`);
    return join(ROOT, 'web', 'build', 'client');
  } finally {
    await client.end();
  }
}
