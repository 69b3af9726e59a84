import cluster from 'node:cluster';
import { readConfig } from '../config.ts';
import { realWorld } from '../platform/clock.ts';
import { crashQuietly } from '../platform/crash.ts';
import { checkDatabase, unreachable } from '../prepare.ts';
import { listen, type Listening } from '../serve.ts';
import { err, type Outcome } from '../domain/outcome.ts';
import { Order, type Report } from './messages.ts';

// One of several server processes below a supervisor (supervisor.ts). Its environment is the supervisor's, with
// DATABASE_URL and PORT filled in; the listening socket is the supervisor's too.

crashQuietly();
const asked = new Promise<void>((resolve) => {
  process.on('message', (message) => {
    const order = Order.safeParse(message);
    if (!order.success) return;
    if (order.data.type === 'stop') resolve();
    else tell({ type: 'pong' });
  });
  process.on('SIGTERM', resolve);
  // The supervisor is gone, however it went: what it was to write is written, then there is nothing left to do.
  process.on('disconnect', resolve);
});
// Without this, Node ends a process whose supervisor is gone at once, with votes unanswered.
if (cluster.worker !== undefined) cluster.worker.exitedAfterDisconnect = true;
// Ctrl-C and the end of a terminal reach the whole group; the supervisor says what is to be done.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

const started = await start();
if (!started.ok) {
  tell({ type: 'cannot_start', reason: started.error }, () => process.exit(1));
} else {
  await asked;
  await started.value.stop();
  process.exit(0);
}

/** Tells the supervisor, which may be gone; then does `after`. */
function tell(report: Report, after: () => void = () => undefined): void {
  process.send?.(report, after);
}

async function start(): Promise<Outcome<Listening, string>> {
  const config = readConfig(process.env);
  if (!config.ok) return err(config.error.join('\n'));
  const url = config.value.databaseUrl;
  if (url === undefined) return err('a server process below a supervisor needs DATABASE_URL');
  const checked = await checkDatabase(url);
  if (!checked.ok) return checked;
  const say = (line: string): void => {
    process.stdout.write(`Process ${String(process.pid)}: ${line}\n`);
  };
  try {
    return await listen(config.value, realWorld, { url, say });
  } catch (error) {
    const reason = unreachable(error);
    if (reason === undefined) throw error;
    return err(reason);
  }
}
