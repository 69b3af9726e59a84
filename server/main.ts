import { isatty } from 'node:tty';
import type { Addresses } from './addresses.ts';
import { readConfig, type Config } from './config.ts';
import { ok, type Outcome } from './domain/outcome.ts';
import { realWorld } from './platform/clock.ts';
import { crashQuietly } from './platform/crash.ts';
import { warningsOf } from './warnings.ts';
import { readProcesses, USAGE } from './processes/option.ts';
import { supervise } from './processes/supervisor.ts';

/**
 * Runs the server until it is told to stop (Ctrl-C, SIGTERM), then exits 0; exits 1 with a sentence when it
 * can't start. With `--processes N` below a supervisor, whose SIGHUP restarts the processes one by one.
 */
export async function main(): Promise<void> {
  crashQuietly();
  const processes = readProcesses(process.argv.slice(2));
  if (!processes.ok) give(`The command can't be used / 命令有误:\n  ${processes.error}`);
  if (processes.value === 'help') {
    say(USAGE);
    return;
  }
  const config = readConfig(process.env);
  if (!config.ok)
    give(`The configuration can't be used / 配置有误:\n  ${config.error.join('\n  ')}`);
  // Asked to stop while still starting: finish starting, then stop, so that the database is shut down cleanly.
  const { promise: asked, resolve: stop } = Promise.withResolvers<string | undefined>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop(undefined);
    });
  }
  const ready = Promise.withResolvers<() => Promise<unknown>>();
  onHangUp(
    () => void ready.promise.then((again) => again()),
    () => {
      stop(undefined);
    },
  );
  const started =
    processes.value === 1
      ? await startAlone(config.value)
      : await startSeveral(config.value, processes.value, stop);
  if (!started.ok) give(started.error);
  ready.resolve(started.value.again);
  const { origin, hallOrigins, setupLink } = started.value;
  say(`Gongyi listens on ${origin}`);
  for (const hall of hallOrigins) say(`  in the hall / 会场设备: ${hall}`);
  if (setupLink !== undefined) say(`Set-up link / 首次设置: ${setupLink}`);
  for (const warning of warningsOf(config.value)) say(warning);
  const trouble = await asked;
  if (trouble !== undefined) console.error(trouble);
  say('Stopping / 正在停止 …');
  await started.value.stop();
  process.exit(trouble === undefined ? 0 : 1);
}

/**
 * SIGHUP: in a terminal it is the terminal's end, and the server's; elsewhere the wish to begin anew with what changed on
 * disk: one process reads its certificate again, several are replaced one by one.
 */
function onHangUp(again: () => void, stop: () => void): void {
  const inTerminal = isatty(0);
  // Nobody reads what is said there any more, and that is no reason to fall.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('SIGHUP', () => {
    if (inTerminal && !isatty(0)) stop();
    else again();
  });
}

type Started = Addresses & { again: () => Promise<unknown>; stop: () => Promise<void> };

/** This process is the server. */
async function startAlone(config: Config): Promise<Outcome<Started, string>> {
  // Loaded only here: a supervisor serves nobody and can do without all of it.
  const { serve } = await import('./serve.ts');
  const started = await serve(config, realWorld, { say });
  return started.ok ? ok({ ...started.value, again: started.value.renew }) : started;
}

/** Several processes below this one. `stop` is called, with the reason, when none can be kept running. */
async function startSeveral(
  config: Config,
  processes: number,
  stop: (trouble?: string) => void,
): Promise<Outcome<Started, string>> {
  const started = await supervise(config, realWorld, { processes, say });
  if (!started.ok) return started;
  void started.value.gaveUp.then(stop);
  say(
    `${String(processes)} processes; to restart them one by one / ${String(processes)} 个进程，逐个重启: ` +
      `kill -HUP ${String(process.pid)}`,
  );
  return ok({ ...started.value, again: started.value.roll });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends with a sentence. */
function give(up: string): never {
  console.error(up);
  process.exit(1);
}

if (import.meta.main) await main();
