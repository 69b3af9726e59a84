import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PublicResultList } from '../server/contract/results/schemas.ts';
import { passableFolder } from '../tests/support/postgres.ts';
import { Desk } from './client/desk.ts';
import { SeatClient } from './client/http.ts';
import { OwnServer } from './client/own-server.ts';

const SCRIPT = join(import.meta.dirname, 'replay.ts');
const SAMPLE = join(import.meta.dirname, '../db/samples/made-up.pb');
const sample = readFileSync(SAMPLE, 'utf8');
/** Several servers with databases of their own are started here. */
const LONG = { timeout: 180_000 };

/** Where the replays of this suite keep what is temporary; empty again after each. */
let temporary: string;
let files: string;

beforeAll(async () => {
  temporary = await passableFolder();
  files = await passableFolder();
});
afterAll(async () => {
  await rm(temporary, { recursive: true, force: true });
  await rm(files, { recursive: true, force: true });
});

type Ended = { code: number | null; out: string; err: string };

/** Runs a replay; `whenIn` is called once with its process when a line of progress fits. */
async function replay(
  args: string[],
  stopAt?: { line: RegExp; signal: NodeJS.Signals },
): Promise<Ended> {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let stopped = false;
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    if (stopAt === undefined || stopped || !stopAt.line.test(err)) return;
    stopped = true;
    child.kill(stopAt.signal);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

async function fileWith(name: string, content: string): Promise<string> {
  const path = join(files, name);
  await writeFile(path, content);
  return path;
}

const EXPECTED = {
  file: 'made-up.pb',
  voters: 12,
  acknowledged: 12,
  refused: 0,
  ackMs: { p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) },
  items: [
    { id: 'YL01', for: 9, published: 9 },
    { id: 'YL02', for: 6, published: 6 },
    { id: 'YL03', for: 6, published: 6 },
    { id: 'YL04', for: 4, published: 4 },
    { id: '7', for: 3, published: 3 },
    { id: 'YL06', for: 0, published: 0 },
  ],
};

describe('a replay', () => {
  it('agrees with the file and leaves nothing behind', LONG, async () => {
    const { code, out, err } = await replay([SAMPLE, '--spread', '0', '--json']);
    expect(err).toMatch(/votes answered: 12 of 12/);
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toEqual(EXPECTED);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('exits 1 and names the project whose published figure is not ours', LONG, async () => {
    const path = await fileWith('falsified.pb', sample.replace('YL02;320000;6;', 'YL02;320000;7;'));
    const { code, out } = await replay([path, '--spread', '0.2']);
    expect(code).toBe(1);
    expect(out).toMatch(/^YL02 +6 +7 {2}differs$/m);
    expect(out).toContain('- YL02: 6 here, 7 in the file');
    expect(out.match(/differs/g)).toHaveLength(1);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('exits 2 with line and reason when the file is malformed', LONG, async () => {
    const path = await fileWith('malformed.pb', sample.replace('2;67;M;paper;YL01', '2;67;M'));
    const { code, out, err } = await replay([path, '--json']);
    const line = sample.split('\n').indexOf('2;67;M;paper;YL01') + 1;
    expect(err).toBe(`malformed.pb: line ${line}: 3 columns where the header has 5\n`);
    expect(out).toBe('');
    expect(code).toBe(2);
    expect((await replay([join(files, 'nowhere.pb')])).code).toBe(2);
  });

  it('exits 1 with the usage when it is called wrongly', LONG, async () => {
    const { code, err } = await replay([]);
    expect(err).toContain('usage: npm run -s replay');
    expect(code).toBe(1);
  });

  it('removes its server and database when it is interrupted', LONG, async () => {
    const line = /votes answered: /;
    const { code, out } = await replay([SAMPLE, '--spread', '60'], { line, signal: 'SIGINT' });
    expect(code).toBe(130);
    expect(out).toBe('');
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('a replay at a server that runs', () => {
  it('adds its meeting each time and takes its presider back', LONG, async () => {
    const server = new OwnServer();
    try {
      const { origin, setupToken: token } = await Promise.race([server.ready, server.died]);
      const account = { loginName: 'replay-test', password: 'only-for-this-test' };
      const administrator = { name: '样例管理员', ...account };
      const assembly = { name: '样例镇', kind: 'town' as const };
      const desk = await Desk.setUp({ origin, token }, assembly, administrator);
      const at = ['--url', origin, '--login', account.loginName, '--password', account.password];
      for (let time = 1; time <= 2; time += 1) {
        const { code, out, err } = await replay([SAMPLE, '--spread', '0', '--json', ...at]);
        expect(code, err).toBe(0);
        expect(JSON.parse(out)).toEqual(EXPECTED);
      }
      const people = await desk.people();
      expect(people.filter(({ number }) => number?.startsWith('REPLAY-0'))).toHaveLength(12);
      const presiders = people.filter(({ roles }) => roles.includes('presider'));
      expect(presiders).toMatchObject([{ name: '样例主持人', active: false }]);
      const anybody = new SeatClient(origin, null);
      const { results } = await anybody.get('/api/public/results', PublicResultList);
      expect(results).toHaveLength(2);

      const wrong = await replay([SAMPLE, ...at.slice(0, -1), 'not-the-password']);
      expect(wrong.err).toContain('POST /api/sign-in: wrong_credentials');
      expect(wrong.code).toBe(1);
    } finally {
      await server.stop();
    }
  });
});
