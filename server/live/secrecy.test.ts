import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSocket, voteOf, type Device } from '../../tests/support/hall.ts';
import { eventually, holdTable } from '../../tests/support/lock.ts';
import { holdMeeting, openRound, socketOf, type Meeting } from '../../tests/support/meeting.ts';
import { clearAway, passableFolder, query } from '../../tests/support/postgres.ts';
import { ServerChild } from '../../tests/support/server-child.ts';
import type { Vote } from '../contract/room/socket.ts';
import type { RoundDefinitionInput } from '../domain/round/document.ts';

// A round of secret votes in a server as production starts it, with the most talkative log there is; then
// every place where a trace could be left is searched for anything that was chosen, and for the ids by which
// an elector and a paper could be brought together.

const CANARY = 'jinsique';
const NAME = '金丝雀';
const ELECTION: RoundDefinitionInput = {
  kind: 'election',
  seats: 1,
  items: ['one', 'two', 'three'].map((id) => ({ id: `${CANARY}-${id}`, title: `${NAME}${id}` })),
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
};
const [ONE, TWO, THREE] = ELECTION.items.map(({ id }) => id) as [string, string, string];

let folder: string;
let server: ServerChild;
let origin: string;
let databaseUrl: string;
let meeting: Meeting;
let sockets: Device[];
let listener: pg.Client;
const notices: string[] = [];
const sent: Vote[] = [];

beforeAll(async () => {
  folder = await passableFolder();
  server = new ServerChild(join(folder, 'data'), { LOG_LEVEL: 'trace' });
  origin = await server.origin();
  databaseUrl = await server.databaseUrl();
  listener = await listen();
  meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, 12);
  sockets = [];
  for (const code of meeting.codes) sockets.push(await socketOf(origin, code));
}, 90_000);
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await listener.end();
  await server.end('SIGTERM');
  await clearAway(folder, [join(folder, 'data')]);
});

async function listen(): Promise<pg.Client> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  client.on('notification', ({ payload }) => notices.push(payload ?? ''));
  await client.query('listen gongyi');
  return client;
}

function vote(roundId: string, marks: Record<string, string>, writeIns?: string[]): Vote {
  const made = { ...voteOf(roundId, marks), ...(writeIns && { writeIns }) };
  sent.push(made);
  return made;
}

function post(socket: Device, body: unknown): Promise<Response> {
  return fetch(`${origin}/api/vote`, {
    method: 'POST',
    headers: {
      origin,
      'x-gongyi-seat': 'tablet',
      cookie: `gongyi_tablet=${socket.token}`,
      'content-type': 'application/json',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** What the database shows, to whoever may look, of the statements that are being carried out. */
async function statements(): Promise<string> {
  const rows = await query(databaseUrl, 'select query from pg_stat_activity');
  return rows.map((row) => String(row['query'])).join('\n');
}

function expectNoTrace(text: string): void {
  const ids = sent.flatMap(({ castId, receipt }) => [castId, receipt]);
  const secrets = [CANARY, NAME, ...ids, ...meeting.codes, ...sockets.map(({ token }) => token)];
  for (const secret of secrets) expect(text.includes(secret), `${secret} in ${text}`).toBe(false);
}

describe('V7: no choice, and nothing that joins an elector to a paper', () => {
  it(
    'in any log, notification, audit entry, statement or error of a whole round',
    { timeout: 120_000 },
    async () => {
      const roundId = await openRound(meeting, ELECTION, 'turnout');
      const [a, b, c, d, e, f, g, ...rest] = sockets as [Device, ...Device[]] & Device[];

      // Recorded, over either way, again, and by a name written in.
      expect((await a!.vote(vote(roundId, { [ONE]: 'for' }))).outcome).toBe('recorded');
      const byHttp = vote(roundId, { [TWO]: 'for', [ONE]: 'against' });
      for (let time = 0; time < 2; time += 1) expect((await post(b!, byHttp)).status).toBe(200);
      const written = vote(roundId, { [ONE]: 'against', [TWO]: 'against' }, [`${NAME}四`]);
      expect((await c!.vote(written)).outcome).toBe('recorded');

      // Refused, for each reason there is.
      const refused = async (device: Device, made: Vote) => {
        const answer = await device.vote(made);
        return answer.outcome === 'refused' ? answer.code : answer.outcome;
      };
      expect(await refused(a!, vote(roundId, { [TWO]: 'for' }))).toBe('already_voted');
      expect(await refused(d!, vote(roundId, { [ONE]: 'for', [TWO]: 'for' }))).toBe('too_many');
      expect(await refused(d!, vote(roundId, { [`${CANARY}-none`]: 'for' }))).toBe('unknown_item');
      expect(await refused(d!, vote(roundId, { [ONE]: `${NAME}` }))).toBe('malformed');
      expect(await refused(d!, vote(roundId, {}, [`${NAME}五`]))).toBe('write_in_needs_opposition');
      expect(await refused(d!, vote(meeting.meetingId, { [ONE]: 'for' }))).toBe('round_not_open');
      const copied = { ...vote(roundId, { [ONE]: 'for' }), receipt: written.receipt };
      expect(await refused(d!, copied)).toBe('receipt_taken');

      // Not understood at all.
      for (const frame of [
        `{"type":"vote","vote":{"marks":{"${ONE}":"for"}`,
        JSON.stringify({ type: 'vote', vote: { ...vote(roundId, { [ONE]: 'for' }), [NAME]: 1 } }),
        JSON.stringify({ type: CANARY, vote: vote(roundId, { [ONE]: 'for' }) }),
        Buffer.from(JSON.stringify({ type: 'vote', vote: vote(roundId, { [TWO]: 'for' }) })),
      ]) {
        const before = e!.frames.length;
        e!.socket.send(frame);
        await e!.until(() => e!.frames.slice(before).some(({ type }) => type === 'error'));
      }
      expect((await post(e!, `{"marks":{"${ONE}":`)).status).toBe(400);
      expect((await post(e!, { ...vote(roundId, { [ONE]: 'for' }), castId: NAME })).status).toBe(
        400,
      );
      const large = JSON.stringify({ [CANARY]: NAME.repeat(500_000) });
      expect((await post(e!, large)).status).toBe(413);
      const big = await openSocket({ origin, seat: 'tablet', token: e!.token });
      big.socket.send(JSON.stringify({ type: 'vote', vote: NAME.repeat(20_000) }));
      expect(await big.until(() => big.closed)).toMatchObject({ code: 1009 });

      // The database breaks off, and the database itself says what it was given.
      const box = await holdTable(databaseUrl, 'paper');
      const stuck = f!.vote(vote(roundId, { [THREE]: 'for' }));
      await box.waitedFor();
      expectNoTrace(await statements());
      await box.killWaiting();
      await box.release();
      expect((await stuck).outcome).toBe('busy');
      const admin = (text: string) => query(databaseUrl, text);
      await admin(`create function tell() returns trigger language plpgsql as $$
      begin raise exception 'this paper: % of %', new.content, new.receipt; end $$`);
      await admin(
        'create trigger tell before insert on paper for each row execute function tell()',
      );
      expect((await f!.vote(vote(roundId, { [THREE]: 'for' }))).outcome).toBe('busy');
      await admin('drop trigger tell on paper');
      await admin(
        'alter table paper add constraint narrow check (length(content::text) < 20) not valid',
      );
      expect(await refused(f!, vote(roundId, { [THREE]: 'for' }))).toBe('malformed');
      await admin('alter table paper drop constraint narrow');

      for (const socket of [f, g, ...rest]) {
        expect((await socket!.vote(vote(roundId, { [THREE]: 'for' }))).outcome).toBe('recorded');
      }
      // Nobody in the room is shown more than how many there are.
      const tally = await eventually(async () => {
        const { tally: shown } = await meeting.chair.lookIn(meeting.meetingId);
        return shown?.papers === 3 + 2 + rest.length && shown;
      });
      expect(tally).toMatchObject({ shownPapers: 0, items: null });
      expectNoTrace(await (await fetch(`${origin}/api/health`)).text());

      // The process of the database that is writing a vote is killed, and with it everything starts anew.
      const dying = await holdTable(databaseUrl, 'paper');
      const lost = a!.vote(vote(roundId, { [THREE]: 'for' }));
      await dying.waitedFor();
      const writing = await query(
        databaseUrl,
        `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%roll_mark%'`,
      );
      expect(writing).toHaveLength(1);
      await listener.end();
      process.kill(Number(writing[0]?.['pid']), 'SIGKILL');
      expect((await lost).outcome).toBe('busy');
      await dying.isGone();
      await eventually(async () => {
        const health = await fetch(`${origin}/api/health`);
        return ((await health.json()) as { status: string }).status === 'ok';
      }, 30_000);
      listener = await listen();

      await admin(
        'create trigger tell before insert on paper for each row execute function tell()',
      );
      await expect(meeting.chair.act(roundId, 'close')).rejects.toThrow('internal');
      await admin('drop trigger tell on paper');
      await meeting.chair.act(roundId, 'close');
      await meeting.chair.act(roundId, 'count');
      await meeting.chair.act(roundId, 'announce');
      await meeting.chair.act(roundId, 'publish');
      await meeting.desk.exportRound(roundId);
      await meeting.desk.endMeeting(meeting.meetingId);

      // Every place, and that it does hold something of this round.
      await eventually(() => notices.length > 10);
      expect(notices.join()).toContain('"type":"room"');
      expectNoTrace(notices.join('\n'));
      const audit = JSON.stringify(
        await query(databaseUrl, 'select * from audit_entry order by seq'),
      );
      expect(audit).toContain('round.published');
      expectNoTrace(audit);
      expect(server.said).toContain('batch not acknowledged');
      expect(server.said).toContain('request failed');
      expect(server.said).toContain('a paper that the database does not keep');
      expectNoTrace(server.said);
      const log = await readFile(join(server.dataDir, 'postgres.log'), 'utf8');
      expect(log).toContain('ready to accept connections');
      expect(log).toContain('was terminated by signal 9');
      expectNoTrace(log);
      expectNoTrace(await statements());
    },
  );
});
