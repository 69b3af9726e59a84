/**
 * Replays the ballots of a PaBuLib file through a real meeting and compares the count with the figures
 * published in the file. `--help` says how; docs/protocol.md is what the devices speak.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { err, type Outcome } from '../server/domain/outcome.ts';
import { hindrance } from './replay/ballot.ts';
import { holdMeeting, type Replayed } from './replay/meeting.ts';
import { newOffices, officesAt, type Offices } from './replay/offices.ts';
import { readOptions, USAGE, type Options } from './replay/options.ts';
import { OwnServer } from './client/own-server.ts';
import { readPabulib, type Pabulib } from './replay/pabulib.ts';
import { Progress } from './replay/progress.ts';
import { reportOf, textOf } from './replay/report.ts';

/** Signals that end a replay, with the exit codes shells expect. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type File = { name: string; content: Pabulib };

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n\n${USAGE}`);
    return 1;
  }
  if (options.value === 'help') {
    console.log(USAGE);
    return 0;
  }
  const name = basename(options.value.path);
  const content = await contentOf(options.value.path);
  if (!content.ok) {
    console.error(`${name}: ${content.error}`);
    return 2;
  }
  const stopped = whenStopped();
  // Whatever ends the replay: what was started or lent for it is taken back, last things first.
  await using afterwards = new AsyncDisposableStack();
  const file = { name, content: content.value };
  const done = replay(file, options.value, afterwards).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  return await Promise.race([done, stopped]);
}

async function contentOf(path: string): Promise<Outcome<Pabulib, string>> {
  let bytes;
  try {
    bytes = await readFile(whereIs(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return err(`can't be read: ${String(error.code)}`);
  }
  const read = readPabulib(bytes);
  if (!read.ok) return err(`line ${String(read.error.line)}: ${read.error.reason}`);
  const why = hindrance(read.value);
  return why === null ? read : err(why);
}

/** npm changes into the project's folder, but a name is meant from where it was typed. */
function whereIs(path: string): string {
  const typedIn = process.env['INIT_CWD'];
  return existsSync(path) || typedIn === undefined ? path : resolve(typedIn, path);
}

function whenStopped(): Promise<number> {
  return new Promise((done) => {
    for (const [signal, code] of Object.entries(SIGNALS)) {
      process.on(signal, () => {
        console.error('stopping …');
        done(code);
      });
    }
  });
}

async function replay(
  file: File,
  { target, json, spreadMs }: Options,
  afterwards: AsyncDisposableStack,
): Promise<number> {
  const progress = new Progress((line) => {
    console.error(line);
  });
  const hold = async (origin: string, offices: Offices): Promise<Replayed> => {
    const how = { spreadMs, progress, random: Math.random };
    return holdMeeting(origin, offices, file, how);
  };
  let replayed;
  if (target === undefined) {
    const server = new OwnServer();
    afterwards.defer(() => server.stop());
    const { origin, setupToken } = await Promise.race([server.ready, server.died]);
    progress.note(`a server of its own listens on ${origin}, with a temporary database`);
    const held = newOffices(origin, setupToken).then((offices) => hold(origin, offices));
    replayed = await Promise.race([held, server.died]);
  } else {
    const { origin, staff, presider } = target;
    const offices = await officesAt(origin, staff, presider);
    afterwards.defer(() => offices.leave());
    replayed = await hold(origin, offices);
  }
  const { report, differences } = reportOf(file, replayed);
  if (json) {
    console.log(JSON.stringify(report));
    for (const difference of differences) console.error(difference);
  } else {
    console.log(textOf(report, replayed.certified.papers.collected, differences));
  }
  return differences.length === 0 ? 0 : 1;
}

// Devices that are still connected must not keep the process.
process.exit(await main(process.argv.slice(2)));
