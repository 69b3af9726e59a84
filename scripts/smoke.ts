import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Meeting } from '../server/contract/meetings/schemas.ts';
import { RoomPoll } from '../server/contract/room/schemas.ts';
import { PublicResult } from '../server/contract/results/schemas.ts';
import { Round, RoundList } from '../server/contract/rounds/schemas.ts';
import { DemoSignIn } from '../server/contract/demo/schemas.ts';
import { Health } from '../server/contract/setup/schemas.ts';
import { VoteAnswer } from '../server/contract/room/socket.ts';
import { SeatClient } from './client/http.ts';
import { ROOT } from './programs.ts';

// `npm run smoke`: starts `npm run demo` as a user would, signs in as a deputy and as the presider, casts
// one vote, leads the round to its published result, and stops the demonstration with Ctrl-C's signal.

const START_MS = 180_000;
const checks: { what: string; ok: boolean; why?: string }[] = [];

async function check(what: string, test: () => Promise<void>): Promise<boolean> {
  try {
    await test();
    checks.push({ what, ok: true });
  } catch (error) {
    checks.push({ what, ok: false, why: error instanceof Error ? error.message : String(error) });
  }
  const last = checks.at(-1);
  console.log(
    `${last?.ok === true ? '✓' : '✗'} ${what}${last?.why === undefined ? '' : `: ${last.why}`}`,
  );
  return last?.ok === true;
}

function must(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

const folder = await mkdtemp(join(tmpdir(), 'gongyi-smoke-'));
await chmod(folder, 0o711); // As root, the database's own account has to get through.
const demo = spawn('npm', ['run', 'demo'], {
  cwd: ROOT,
  env: { ...process.env, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let said = '';
demo.stdout.setEncoding('utf8').on('data', (text: string) => {
  said += text;
});

async function until<T>(
  what: string,
  ms: number,
  find: () => Promise<T | undefined> | T | undefined,
) {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > deadline)
      throw new Error(`${what} did not come within ${String(ms / 1000)} s`);
    if (demo.exitCode !== null) throw new Error(`the demonstration ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

let origin = '';
const up = await check('the demonstration starts and prints its addresses', async () => {
  const found = await until(
    'the list of addresses',
    START_MS,
    () => /(http:\/\/\S+)\/demo\?as=presider/.exec(said)?.[1],
  );
  origin = found;
});

if (up) {
  const anybody = new SeatClient(origin, null);
  const chair = new SeatClient(origin, 'chair');
  const tablet = new SeatClient(origin, 'tablet');
  let meetingId = '';
  let roundId = '';

  await check('health says ok', async () => {
    const health = await anybody.get('/api/health', Health);
    must(health.status === 'ok' && health.demo, JSON.stringify(health));
  });
  await check('the web page is there', async () => {
    const page = await (await fetch(`${origin}/tablet`)).text();
    must(page.includes('<script'), 'no page');
    // The public page comes whole, without a script.
    const front = await (await fetch(origin)).text();
    must(front.includes('</main>') && !front.includes('<script'), 'no public page');
  });
  await check('one tap makes a presider and a deputy', async () => {
    await tablet.post('/api/demo/sign-in', DemoSignIn, { id: 'deputy-1' });
    const presider = await chair.post('/api/demo/sign-in', DemoSignIn, { id: 'presider' });
    meetingId = presider.path.split('/').at(-1) ?? '';
  });
  await check('simulated deputies come in and vote', async () => {
    const floor = () => chair.get(`/api/room?meeting=${meetingId}`, RoomPoll);
    await until('a quorum', 60_000, async () => {
      const { roll } = (await floor()).view;
      return roll.present * 3 > roll.enrolled * 2 ? true : undefined;
    });
    // Who enters as presider leads from there on; the demonstration may have opened the meeting before.
    if ((await floor()).view.meeting.state === 'preparing') {
      await chair.post(`/api/meetings/${meetingId}/start`, Meeting);
    }
    const { rounds } = await chair.get(`/api/meetings/${meetingId}/rounds`, RoundList);
    const under = rounds.find((round) => round.state === 'voting');
    const next = under ?? rounds.find((round) => round.state === 'ready');
    roundId = next?.id ?? '';
    if (under === undefined) await chair.post(`/api/rounds/${roundId}/open`, Round);
    await until('a vote', 60_000, async () => {
      const { tally } = (await floor()).view;
      return tally !== null && tally.papers > 0 ? true : undefined;
    });
  });
  await check('a vote is recorded, and recorded once when sent twice', async () => {
    const vote = { roundId, castId: randomUUID(), receipt: randomUUID(), marks: {} };
    for (let time = 0; time < 2; time += 1) {
      const answer = await tablet.post('/api/vote', VoteAnswer, vote);
      must(answer.outcome === 'recorded', JSON.stringify(answer));
    }
  });
  await check('closing, counting, announcing and publishing give the public a result', async () => {
    for (const action of ['close', 'count', 'announce', 'publish']) {
      await chair.post(`/api/rounds/${roundId}/${action}`, Round);
    }
    const { result, roll } = await anybody.get(`/api/public/results/${roundId}`, PublicResult);
    must(
      result.round === 'valid' && result.papers.collected <= roll.issued,
      JSON.stringify(result),
    );
    must(result.papers.collected >= 2, 'fewer papers than votes were seen');
  });
}

await check('it stops cleanly when asked, its database too', async () => {
  const running = (): boolean => demo.exitCode === null && demo.signalCode === null;
  if (running() && demo.pid !== undefined) process.kill(-demo.pid, 'SIGINT');
  // npm ends at the signal; the server below it gives the data free when its database has stopped.
  const deadline = Date.now() + 30_000;
  while (running() || existsSync(join(folder, 'demo', 'gongyi.lock'))) {
    must(Date.now() < deadline, 'it still runs after 30 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
if (demo.exitCode === null && demo.signalCode === null) demo.kill('SIGKILL');
await rm(folder, { recursive: true, force: true });

const passed = checks.filter((one) => one.ok).length;
console.log(`${String(passed)} passed, ${String(checks.length - passed)} failed, 0 skipped`);
process.exit(passed === checks.length ? 0 : 1);
