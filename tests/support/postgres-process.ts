import { startPostgres, type PostgresOptions } from '../../server/platform/postgres/start.ts';

/**
 * The embedded PostgreSQL in a process of its own, to be killed in tests: takes the options as JSON, prints
 * one line of JSON with the outcome, and stops cleanly on SIGTERM.
 */
const options = JSON.parse(process.argv[2] ?? '') as Omit<PostgresOptions, 'log'>;
const started = await startPostgres({ ...options, log: (line) => console.error(line) });
if (started.ok) {
  const { url, pid, stop } = started.value;
  console.log(JSON.stringify({ ok: true, url, pid }));
  process.once('SIGTERM', () => void stop());
} else {
  console.log(JSON.stringify(started));
  process.exitCode = 1;
}
