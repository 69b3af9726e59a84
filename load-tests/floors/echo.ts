import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { K6 } from '../k6-process.ts';
import type { Distribution, Entry, Plan } from '../k6/plan.ts';

/** Pictures that every tablet of the hall was sent, for the floor to send them too. */
export type Pictures = {
  /** With the opening: what changed, and what it means for the owner. */
  opening: string[];
  /** The running figures, at the pace of tablets: a millisecond for each. */
  figures: string | undefined;
};

/**
 * The floor for an answer: the same devices with the same frames at the same pace against a bare echo, which sends
 * the same pictures to all of them meanwhile. Gives press to echo in milliseconds.
 */
export async function echoFloor(
  k6Path: string,
  plan: Plan,
  entries: readonly Entry[],
  pictures: Pictures = { opening: [], figures: undefined },
): Promise<Distribution> {
  await using afterwards = new AsyncDisposableStack();
  const server = spawn(process.execPath, [join(import.meta.dirname, 'echo-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(server, 'close');
  afterwards.defer(async () => {
    server.kill('SIGKILL');
    await gone;
  });
  const [port] = (await once(createInterface(server.stdout), 'line')) as [string];
  const k6 = await K6.devices(
    k6Path,
    {
      ...plan,
      server: 'echo',
      origin: `http://127.0.0.1:${port}`,
      roundsMs: plan.roundsMs.slice(0, 1),
      storm: null,
      beats: null,
    },
    entries,
  );
  afterwards.defer(() => k6.stop());
  if (plan.checkInMs === null) {
    await k6.until('ready', entries.length, 300_000);
    const say = (line: string): void => {
      server.stdin.write(`${line}\n`);
    };
    say('begin');
    pictures.opening.forEach(say);
    const { figures } = pictures;
    const timer = setInterval(() => {
      if (figures !== undefined) say(figures);
    }, entries.length);
    afterwards.defer(() => {
      clearInterval(timer);
    });
    await k6.until('answered', entries.length, (plan.roundsMs[0] ?? 0) + 120_000);
    clearInterval(timer);
    say('end');
  }
  const { measures } = await k6.summary();
  if (measures.ack_ms === undefined) throw new Error('the echo was not measured');
  return measures.ack_ms;
}
