import { request } from 'node:http';
import { connect as connectTo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connect, openHall, type Hall } from '../tests/support/hall.ts';
import { eventually } from '../tests/support/lock.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 2 });
});
afterAll(() => hall.close());

/** A request with its address exactly as written. */
function post(path: string): Promise<{ status: number | undefined; cookies: unknown }> {
  const { hostname, port } = new URL(hall.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method: 'POST', path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, cookies: response.headers['set-cookie'] });
    });
    sent.on('error', reject);
    sent.end();
  });
}

it.each(['/api/screens', '/%61pi/screens', '/api/%73creens', 'http://elsewhere.test/api/screens'])(
  'a write without an origin is refused however its address is written: %s',
  async (path) => {
    expect(await post(path)).toEqual({ status: 403, cookies: undefined });
  },
);

it('a body that is too large is told so, and not cut off while it is being sent', async () => {
  const { hostname, port } = new URL(hall.origin);
  const socket = connectTo(Number(port), hostname);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const length = 3 * 1024 * 1024;
  const head = (method: string, path: string, more: string) =>
    `${method} ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${hall.origin}\r\n${more}\r\n`;
  const json = `content-type: application/json\r\ncontent-length: ${String(length)}\r\n`;
  socket.write(head('POST', '/api/sign-in', json));
  await eventually(() => heard.includes('too_large'));
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  // Whoever is still sending is heard out, and can go on asking.
  socket.write('x'.repeat(length));
  heard = '';
  socket.write(head('GET', '/api/health', ''));
  await eventually(() => heard.startsWith('HTTP/1.1 200 '));
  socket.destroy();
});

it.each([
  ['a roster of 20 kB', '/api/people/roster', 'text/csv', 'content-length: 20000'],
  ['a body of unknown length', '/api/people', 'application/json', 'transfer-encoding: chunked'],
])('%s of somebody who is not signed in is not even taken in', async (_, path, type, length) => {
  const { hostname, port } = new URL(hall.origin);
  for (const [to, seat, status, code] of [
    [path, '', 413, 'too_large'],
    [path, 'x-gongyi-seat: desk\r\n', 401, 'not_signed_in'],
    ['/', '', 404, 'not_found'],
  ] as const) {
    const socket = connectTo(Number(port), hostname);
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    const head = `host: ${hostname}:${port}\r\norigin: ${hall.origin}\r\ncontent-type: ${type}\r\n`;
    socket.write(`POST ${to} HTTP/1.1\r\n${head}${seat}${length}\r\n\r\n`);
    await eventually(() => heard.includes(`"${code}"`));
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
    socket.destroy();
  }
});

it('an upload that breaks off is told apart from a database that went away', async () => {
  const { log } = hall.first.app;
  const heard: string[] = [];
  const child = log.child.bind(log);
  const spied = vi.spyOn(log, 'child').mockImplementation((...options) => {
    const own = child(...options);
    for (const level of ['error', 'debug'] as const) {
      own[level] = (_: unknown, message?: string) => void heard.push(`${level}: ${message ?? ''}`);
    }
    return own;
  });
  const { hostname, port } = new URL(hall.origin);
  const socket = connectTo(Number(port), hostname);
  const cookie = `cookie: gongyi_desk=${hall.desk.token}\r\nx-gongyi-seat: desk\r\n`;
  const head = `host: ${hostname}:${port}\r\norigin: ${hall.origin}\r\n${cookie}content-type: text/csv\r\n`;
  socket.write(`POST /api/people/roster/preview HTTP/1.1\r\n${head}content-length: 50000\r\n\r\n`);
  socket.write('x'.repeat(20_000));
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.resetAndDestroy();
  await eventually(() => heard.length > 0);
  spied.mockRestore();
  expect(heard).toEqual(['debug: a request broke off while it was being sent']);
});

it.each([`/api/public/results/${'a'.repeat(5_000)}`, '/api/public/results/%c0%ae', '/%ff'])(
  'an address that is none is not repeated: %.30s',
  async (path) => {
    const { hostname, port } = new URL(hall.origin);
    const text = await new Promise<string>((resolve, reject) => {
      const sent = request({ hostname, port, path }, (response) => {
        let heard = '';
        response.on('data', (chunk: Buffer) => (heard += chunk.toString()));
        response.on('end', () => {
          resolve(`${String(response.statusCode)} ${heard}`);
        });
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(text).toBe('404 {"error":{"code":"not_found"}}');
  },
);

it('answers that get stuck hold up others from their address for a few seconds only', async () => {
  const stuck = new AbortController();
  await hall.db.transaction().execute(async (tx) => {
    await sql`lock table published_box in access exclusive mode`.execute(tx);
    const path = `${hall.origin}/api/public/results/${crypto.randomUUID()}`;
    for (let n = 0; n < 8; n += 1)
      void fetch(path, { signal: stuck.signal }).catch(() => undefined);
    const asked = performance.now();
    expect((await fetch(`${hall.origin}/api/health`)).status).toBe(200);
    // They did hold it up.
    expect(performance.now() - asked).toBeGreaterThan(1_000);
  });
  stuck.abort();
}, 20_000);

it('half of a character is left out, and is no fault of the server', async () => {
  const items = [{ id: 'a', title: '样例' }];
  const roundId = await hall.round({ kind: 'each', items, majority: [] });
  await hall.press(roundId, 'open', 'close', 'count', 'announce');
  const follow = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
    origin: 'revote',
    reason: 'half \ud800',
  });
  expect(follow.status).toBe(200);
});

it('two acts that wait for each other: one is told to come again', async () => {
  const [, personId = ''] = hall.deputies;
  const meeting = await hall.db
    .insertInto('meeting')
    .values({
      assembly_id: hall.assemblyId,
      id: crypto.randomUUID(),
      title: '样例',
      starts_at: new Date(),
      state: 'preparing',
      created_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const of = { assembly_id: hall.assemblyId, meeting_id: meeting.id };
  await hall.db.insertInto('room').values(of).execute();
  await hall.db
    .insertInto('roll_entry')
    .values({ ...of, person_id: personId, class: 'deputy', entitled: true, attendance: 'absent' })
    .execute();
  let answered: Promise<{ status: number; body: unknown }> | undefined;
  await hall.db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('room')
      .select('seq')
      .where('meeting_id', '=', meeting.id)
      .forUpdate()
      .execute();
    // Holds the entry and waits for the room; it has waited longest when the database looks.
    answered = hall.request(hall.desk, 'DELETE', `/meetings/${meeting.id}/roll/${personId}`);
    await eventually(async () => {
      const { rows } = await hall.first.context.pool.query(
        `select 1 from pg_stat_activity
         where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
      );
      return rows.length > 0;
    });
    await tx
      .updateTable('roll_entry')
      .set({ attendance: 'present' })
      .where('meeting_id', '=', meeting.id)
      .execute();
  });
  expect(await answered).toMatchObject({ status: 503, body: { error: { code: 'busy' } } });
});

it('one sign-in has so many sockets and no more: the oldest goes', async () => {
  const [personId = ''] = hall.deputies;
  const token = await hall.signIn('tablet', personId);
  const open = () => connect(hall.origin, 'tablet', token, personId);
  const first = await open();
  const second = await open();
  for (let n = 2; n < 16; n += 1) await open();
  expect(first.closed).toBeUndefined();
  await open();
  expect(await first.until(() => first.closed)).toEqual({ code: 4004, reason: 'too_frequent' });
  expect(second.closed).toBeUndefined();
});
