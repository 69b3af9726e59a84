import { createServer } from 'node:net';
import { addresses, listenSentence, type Addresses } from '../addresses.ts';
import type { Config } from '../config.ts';
import { err, ok, type Outcome } from '../domain/outcome.ts';
import type { World } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { prepareDatabase, unreachable } from '../prepare.ts';
import { startChild } from './child.ts';
import { Place } from './place.ts';

/** So many starts that failed in a row, while no process runs at all, and it is given up. */
const MOST_FAILURES = 5;
/**
 * How long (milliseconds) a process may give no sign of life before it is killed and another one started. Nothing
 * that it does keeps it busy for more than a second or two; the devices at it wait meanwhile.
 */
const PATIENCE_MS = 15_000;

/** Several server processes that share one port and one database. */
export type Supervised = Addresses & {
  /**
   * Replaces the processes one after the other: each goes on until its successor listens. Ends at the first
   * successor that doesn't start. Whether all were replaced; false also when it was under way already.
   */
  roll: () => Promise<boolean>;
  /** Resolves, with a sentence for the operator, when no process can be kept running. */
  gaveUp: Promise<string>;
  /** Has all processes answer what they have and end, then stops the embedded database. */
  stop: () => Promise<void>;
};

type Options = { processes: number; say: (line: string) => void; patienceMs?: number };

/**
 * Starts the embedded database (unless one is configured), migrations, and `processes` server processes,
 * which are started again when they die or hang (`patienceMs` without an answer). This process itself serves nobody: it hands each connection to
 * one of them. A reason why it can't start comes back as a sentence; nothing is left running then.
 */
export async function supervise(
  config: Config,
  world: World,
  { processes, say, patienceMs = PATIENCE_MS }: Options,
): Promise<Outcome<Supervised, string>> {
  const port = await portOf(config);
  if (!port.ok) return port;
  const prepared = await prepareDatabase(config, say);
  if (!prepared.ok) return prepared;
  const database = prepared.value;
  // None of them is given the owner's address.
  const environment = {
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: '',
    PORT: String(port.value),
  };

  let failures = 0;
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<string>();
  const places = Array.from(
    { length: processes },
    (_, index): Place =>
      new Place({
        number: index + 1,
        start: () => startChild(environment, patienceMs),
        say,
        onFailure: (reason) => {
          failures += 1;
          if (failures >= MOST_FAILURES && !places.some(({ listens }) => listens)) {
            giveUp(giveUpSentence(reason));
          }
        },
        onListening: () => (failures = 0),
      }),
  );
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(places.map((place) => place.stop()));
    await database.stop();
  };

  // The first alone: what keeps it from starting keeps all of them.
  const [first, ...others] = places;
  const started = await first?.fill();
  if (started?.ok === false) {
    await stop();
    return started;
  }
  await Promise.all(others.map((place) => place.keep()));
  const found = await addressesOf(config, port.value, database.url, world);
  if (!found.ok) {
    await stop();
    return found;
  }

  let rolling = false;
  const roll = async (): Promise<boolean> => {
    if (rolling || stopping) return false;
    rolling = true;
    say(`Restarting ${String(processes)} processes one by one / 正在逐个重启 …`);
    let replaced: Outcome<null, string> = ok(null);
    for (const place of places) {
      replaced = await place.replace();
      if (!replaced.ok || stopping) break;
    }
    rolling = false;
    if (stopping) return false;
    say(
      replaced.ok ? 'All are new / 已全部重启' : 'The others stay as they are / 其余进程保持不变',
    );
    return replaced.ok;
  };
  return ok({ ...found.value, roll, gaveUp, stop });
}

/** The port to share: the configured one, or a free one, which has to be the same for all. */
async function portOf(config: Config): Promise<Outcome<number, string>> {
  if (config.port !== 0) return ok(config.port);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      resolve(err(listenSentence(error, config)));
    });
    probe.listen(0, config.host, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(ok(port));
      });
    });
  });
}

async function addressesOf(
  config: Config,
  port: number,
  url: string,
  world: World,
): Promise<Outcome<Addresses, string>> {
  const { db, close } = openDatabase(url, { max: 1, onError: () => undefined });
  try {
    return ok(await addresses(config, port, db, world));
  } catch (error) {
    const reason = unreachable(error);
    if (reason === undefined) throw error;
    return err(reason);
  } finally {
    await close();
  }
}

function giveUpSentence(reason: string): string {
  return (
    `No process can be kept running (${reason}); the data is safe: mend that and start again.\n` +
    `没有任何进程能够保持运行（${reason}），数据未受影响：请排除故障后重新启动。`
  );
}
