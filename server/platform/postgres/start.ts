import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import { findBinaries } from './binaries.ts';
import { prepareCluster, ROLE, SERVER_ROLE } from './cluster.ts';
import { onDisk, StartFailure, type PostgresFailure } from './failure.ts';
import { takeLock, type Lock } from './lock.ts';
import { logFile } from './log-file.ts';
import { openDataDir, place, SHARED_PLACE } from './placement.ts';
import { halt, runningPostmaster } from './postmaster.ts';
import { supervise, type Supervised } from './supervise.ts';

export type PostgresOptions = {
  /** The data folder; made where it is missing. */
  dataDir: string;
  /** Gets a line for the operator now and then; never a statement or a value. */
  log: (line: string) => void;
  /** Where binaries and data go that the database's account cannot reach otherwise. */
  sharedPlace?: string;
  /** The system user PostgreSQL runs as when we are root. */
  accountName?: string;
  /** Whether the owner may make further databases, which only the demonstration and tests need. */
  mayCreateDatabases?: boolean;
};

/** A running embedded PostgreSQL. */
export type EmbeddedPostgres = Supervised & {
  /** postgres://… of the database for its owner, with its password: not for logs. */
  url: string;
  /** The same for the role the server works as. */
  serverUrl: string;
  /** Stops it cleanly and gives the data free; calling it again gives the same promise. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with the program on the data in `dataDir` and answers when it accepts
 * connections, on a free port of the loopback interface. An orphan that an earlier process of ours left
 * behind (kill -9) is stopped first. If the database dies while we run, it is started again on the same
 * port, so that a pool of connections heals by itself.
 */
export async function startPostgres(
  options: PostgresOptions,
): Promise<Outcome<EmbeddedPostgres, PostgresFailure>> {
  const locks: Lock[] = [];
  const release = async (): Promise<void> => {
    for (const lock of locks.splice(0).reverse()) await lock.release();
  };
  try {
    return ok(await start(options, locks, release));
  } catch (error) {
    await release();
    if (error instanceof StartFailure) return err(error.failure);
    throw error;
  }
}

async function start(
  {
    dataDir: wanted,
    log,
    sharedPlace = SHARED_PLACE,
    accountName = 'postgres',
    mayCreateDatabases = false,
  }: PostgresOptions,
  locks: Lock[],
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const dataDir = await openDataDir(wanted);
  locks.push(await lockOrFail(dataDir, dataDir));
  const at = await place(dataDir, sharedPlace, accountName, log);
  // A copy of the data folder names the same place as the original.
  if (at.home !== dataDir) locks.push(await lockOrFail(at.home, dataDir));
  const binaries = await findBinaries(at.account, sharedPlace);

  const file = logFile(join(dataDir, 'postgres.log'));
  const postmaster = await runningPostmaster(at.cluster);
  if (postmaster !== undefined) {
    if (!locks.some((lock) => lock.tookOver)) {
      throw new StartFailure({ code: 'data_in_use', dataDir, pid: postmaster });
    }
    log(`stopping the database (pid ${String(postmaster)}) that an earlier process left running`);
    if (!(await halt(postmaster, at.cluster, binaries.pgCtl))) {
      throw new StartFailure({ code: 'data_in_use', dataDir, pid: postmaster });
    }
  }

  await onDisk(file.path, () => file.rotate());
  const passwords = await prepareCluster(at, binaries, file.path, mayCreateDatabases);
  const port = await freePort();
  const running = await supervise({ at, binaries, port, file, log, anotherPort: freePort });
  const urlOf = (role: string, password: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${String(running.port)}/${ROLE}`;
  let stopping: Promise<void> | undefined;
  return {
    get pid() {
      return running.pid;
    },
    onExit: running.onExit,
    onRestart: running.onRestart,
    url: urlOf(ROLE, passwords.owner),
    serverUrl: urlOf(SERVER_ROLE, passwords.server),
    stop() {
      stopping ??= running.stop().then(release);
      return stopping;
    },
  };
}

async function lockOrFail(folder: string, dataDir: string): Promise<Lock> {
  const taken = await takeLock(folder);
  if (taken.ok) return taken.value;
  throw new StartFailure({ code: 'data_in_use', dataDir, pid: taken.error.pid });
}

/**
 * A port nobody listens on, from below the ranges that systems take for outgoing connections: while a
 * crashed database is being started again, none of those may slip into its place.
 */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => {
        resolve(false);
      });
      probe.listen(port, '127.0.0.1', () => {
        probe.close(() => {
          resolve(true);
        });
      });
    });
    if (free) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}
