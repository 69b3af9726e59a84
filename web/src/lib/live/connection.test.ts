import { beforeEach, describe, expect, it } from 'vitest';
import { CLOSE, type ServerFrame } from '$contract/room/socket.ts';
import { Api } from '../api/client.ts';
import { RoomConnection, type CastNews, type RoomListener } from './connection.ts';
import type { Link, Socket, World } from './link.ts';
import type { Picture } from './picture.ts';
import { sampleView } from './room-sample.test-support.ts';

const roundId = '00000000-0000-4000-8000-000000000002';
const castId = '00000000-0000-4000-8000-000000000003';
const receipt = '00000000-0000-4000-8000-000000000004';
const vote = { roundId, castId, receipt, marks: { p01: 'for' } };

/** The other end of a socket, held by the test. */
class Line implements Socket {
  readonly sent: { type: string }[] = [];
  closed = false;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;

  send(data: string): void {
    this.sent.push(JSON.parse(data) as { type: string });
  }
  close(): void {
    this.closed = true;
  }
  say(frame: ServerFrame | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }
  open(): void {
    this.onopen?.();
    this.say({
      type: 'welcome',
      version: 1,
      seat: 'tablet',
      now: new Date(60_000).toISOString(),
      heartbeatSeconds: 15,
    });
  }
  hangUp(code = 1006, reason = ''): void {
    this.onclose?.({ code, reason });
  }
  types(): string[] {
    return this.sent.map(({ type }) => type);
  }
}

/** A world whose clock the test moves. */
class Hall implements World {
  time = 0;
  readonly lines: Line[] = [];
  readonly #timers = new Set<{ at: number; run: () => void }>();

  now = () => this.time;
  random = () => 0.5;
  after = (ms: number, run: () => void) => {
    const timer = { at: this.time + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };
  openSocket = () => {
    const line = new Line();
    this.lines.push(line);
    return line;
  };
  get line(): Line {
    return this.lines.at(-1)!;
  }
  /** Lets time pass, timer by timer, with room for answers to arrive between. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.time = due.at;
      due.run();
    }
    this.time = end;
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

let hall: Hall;
let http: (path: string, body: unknown) => Response | 'offline';
let asked: { path: string; body: unknown }[];
let links: Link[];
let pictures: Picture[];
let news: CastNews[];
let offset: number;
let connection: RoomConnection;
let listener: RoomListener;
let api: Api;

beforeEach(() => {
  hall = new Hall();
  http = () => 'offline';
  asked = [];
  links = [];
  pictures = [];
  news = [];
  offset = NaN;
  api = new Api('tablet', (input, init) => {
    const path = String(input);
    const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
    asked.push({ path, body });
    const answer = http(path, body);
    return answer === 'offline' ? Promise.reject(new TypeError()) : Promise.resolve(answer);
  });
  listener = {
    picture: (picture) => pictures.push(picture),
    self: () => undefined,
    link: (link) => links.push(link),
    clock: (ms) => (offset = ms),
    news: (one) => news.push(one),
  };
  connection = new RoomConnection({ seat: 'tablet', api, world: hall }, listener);
});

const link = () => links.at(-1)!;
const snapshot = (seq: number, papers = 0): ServerFrame => ({
  type: 'snapshot',
  seq,
  view: sampleView(papers),
});
function enter(): void {
  connection.start();
  hall.line.open();
  hall.line.say(snapshot(5, 1));
}

describe('RoomConnection', () => {
  it('says hello, takes the picture and knows the server’s clock', () => {
    enter();
    expect(hall.line.sent).toEqual([{ type: 'hello', version: 1 }]);
    expect(link()).toMatchObject({ state: 'live', transport: 'socket' });
    expect(pictures.at(-1)?.seq).toBe(5);
    expect(offset).toBe(60_000);
  });

  it('asks for a snapshot after a gap, and after a frame it can’t read', () => {
    enter();
    hall.line.say({ type: 'change', prev: 7, seq: 8, sections: {} });
    hall.line.say('{"type":"nonsense"}');
    expect(hall.line.types()).toEqual(['hello', 'resync', 'resync']);
    expect(pictures).toHaveLength(1);
  });

  it('V5: shows nothing older after coming back', async () => {
    enter();
    hall.line.hangUp();
    await hall.pass(10_000);
    hall.line.open();
    hall.line.say(snapshot(4, 0));
    expect(pictures.map(({ seq }) => seq)).toEqual([5]);
    expect(link().state).toBe('live');
  });

  it('is stale at once when the socket breaks, and tries again', async () => {
    enter();
    hall.time = 1000;
    hall.line.hangUp();
    expect(link()).toMatchObject({ state: 'stale', since: 1000, transport: null });
    await hall.pass(500);
    expect(hall.lines).toHaveLength(2);
  });

  it('waits longer after each failure, at most ten seconds', async () => {
    connection.start();
    const gaps: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const from = hall.time;
      const before = hall.lines.length;
      hall.line.hangUp();
      while (hall.lines.length === before) await hall.pass(25);
      gaps.push(hall.time - from);
    }
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(gaps[0]).toBeLessThanOrEqual(500);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10_000);
  });

  it('pings, and replaces a socket that has fallen silent', async () => {
    enter();
    await hall.pass(15_000);
    expect(hall.line.types()).toContain('ping');
    hall.line.say({ type: 'pong', n: 1, now: new Date(0).toISOString() });
    await hall.pass(29_000);
    expect(hall.lines).toHaveLength(1);
    await hall.pass(2_000);
    expect(hall.lines[0]!.closed).toBe(true);
    expect(hall.lines.length).toBeGreaterThan(1);
  });

  it('gives up an opening that hangs', async () => {
    connection.start();
    await hall.pass(9_000);
    expect(hall.lines[0]!.closed).toBe(true);
    expect(hall.lines.length).toBeGreaterThan(1);
  });

  it('comes back at once when the network does', () => {
    enter();
    hall.line.hangUp();
    connection.wake();
    expect(hall.lines).toHaveLength(2);
  });

  it('V10: a vote whose socket breaks is lost, and its late answer is still heard', () => {
    enter();
    connection.vote(vote);
    expect(hall.line.types()).toEqual(['hello', 'vote']);
    const old = hall.line;
    old.hangUp();
    expect(news).toEqual([{ type: 'lost', castId }]);
    old.say({ type: 'vote_answer', answer: { outcome: 'recorded', roundId, castId } });
    expect(news.at(-1)).toMatchObject({ answer: { outcome: 'recorded' } });
  });

  it('votes over HTTP without a socket', async () => {
    http = (path) =>
      path === '/api/vote' ? json({ outcome: 'recorded', roundId, castId }) : 'offline';
    connection.vote(vote);
    await settled();
    expect(asked).toEqual([{ path: '/api/vote', body: vote }]);
    expect(news).toEqual([
      { type: 'vote_answer', answer: { outcome: 'recorded', roundId, castId } },
    ]);
  });

  it.each([
    ['offline' as const, { type: 'lost', castId }],
    [json({ error: { code: 'unavailable' } }, 503), { type: 'lost', castId }],
    [
      json({ error: { code: 'too_many_requests', detail: { seconds: 3 } } }, 429),
      { type: 'vote_answer', answer: { outcome: 'busy', roundId, castId, retryMs: 3000 } },
    ],
    [
      json({ error: { code: 'not_permitted' } }, 403),
      {
        type: 'vote_answer',
        answer: { outcome: 'refused', roundId, castId, code: 'not_permitted' },
      },
    ],
  ])('turns a failed request into what it means for the vote', async (answer, expected) => {
    http = () => answer;
    connection.vote(vote);
    await settled();
    expect(news).toEqual([expected]);
  });

  it('settles over HTTP when told to, even with a socket', async () => {
    enter();
    http = () => json({ roundId, castId, outcome: 'not_recorded', open: true });
    connection.settle({ roundId, castId }, true);
    await settled();
    expect(asked.map(({ path }) => path)).toEqual(['/api/vote/settle']);
    expect(news).toMatchObject([{ type: 'settle_answer', answer: { open: true } }]);
  });

  it('takes a refused question for no answer: nothing is known about the vote (V10)', async () => {
    http = () => json({ error: { code: 'not_permitted' } }, 403);
    connection.settle({ roundId, castId }, true);
    await settled();
    expect(news).toEqual([{ type: 'lost', castId }]);
  });

  it('polls where sockets don’t get through, goes on trying, and then stops polling', async () => {
    let seq = 10;
    http = () => json({ seq: (seq += 1), view: sampleView(seq), self: null });
    connection.start();
    hall.line.hangUp();
    await hall.pass(500);
    hall.line.hangUp();
    await settled();
    expect(link()).toMatchObject({ state: 'live', transport: 'http' });
    await hall.pass(10_000);
    expect(asked.length).toBeGreaterThanOrEqual(5);
    await hall.pass(30_000);
    expect(hall.lines.length).toBeGreaterThan(2);
    hall.line.open();
    hall.line.say(snapshot(1000));
    expect(link()).toMatchObject({ state: 'live', transport: 'socket' });
    const before = asked.length;
    await hall.pass(10_000);
    expect(asked.length).toBe(before);
  });

  it('is stale while polling when HTTP breaks too', async () => {
    http = () => json({ seq: 11, view: sampleView(), self: null });
    connection.start();
    hall.line.hangUp();
    await hall.pass(500);
    hall.line.hangUp();
    await settled();
    http = () => 'offline';
    await hall.pass(3_000);
    expect(link().state).toBe('stale');
  });

  it('learns from HTTP that the sign-in is gone', async () => {
    http = () => json({ error: { code: 'not_signed_in' } }, 401);
    connection.start();
    hall.line.hangUp();
    await settled();
    expect(link()).toMatchObject({ state: 'signed_out', reason: 'expired' });
    await hall.pass(60_000);
    expect(hall.lines).toHaveLength(1);
  });

  it('stays signed out with the reason it was told', async () => {
    enter();
    hall.line.say({ type: 'signed_out', reason: 'taken_over' });
    hall.line.hangUp(CLOSE.signedOut.code, CLOSE.signedOut.reason);
    expect(link()).toMatchObject({ state: 'signed_out', reason: 'taken_over' });
    await hall.pass(60_000);
    expect(hall.lines).toHaveLength(1);
  });

  it('takes the reason from the close when no frame came', () => {
    connection.start();
    hall.line.hangUp(CLOSE.signedOut.code, 'not_signed_in');
    expect(link()).toMatchObject({ state: 'signed_out', reason: 'expired' });
  });

  it('tells a meeting that is not there from a sign-in that is gone', () => {
    const meetingId = '0196d3f8-0000-7000-8000-000000000001';
    connection = new RoomConnection({ seat: 'chair', meetingId, api, world: hall }, listener);
    connection.start();
    hall.line.hangUp(CLOSE.signedOut.code, 'not_found');
    expect(link()).toMatchObject({ state: 'no_meeting', reason: null });
  });

  it.each(['not_found', 'invalid_input'])('says so over HTTP too: %s', async (code) => {
    http = () => json({ error: { code } }, 404);
    connection = new RoomConnection({ seat: 'chair', meetingId: 'x', api, world: hall }, listener);
    connection.start();
    hall.line.hangUp();
    await settled();
    expect(link()).toMatchObject({ state: 'no_meeting', reason: null });
  });

  it('takes frames it can never read for a newer version', async () => {
    const nonsense = '{"type":"snapshot","seq":9,"view":{"of":"tomorrow"}}';
    connection.start();
    hall.line.open();
    for (let frame = 0; frame < 3; frame += 1) hall.line.say(nonsense);
    expect(links.map(({ state }) => state)).not.toContain('version_unsupported');
    await hall.pass(500);
    hall.line.open();
    for (let frame = 0; frame < 3; frame += 1) hall.line.say(nonsense);
    expect(link().state).toBe('version_unsupported');
  });

  it('says that the versions don’t fit, and stops', async () => {
    connection.start();
    hall.line.hangUp(CLOSE.versionUnsupported.code, CLOSE.versionUnsupported.reason);
    expect(link().state).toBe('version_unsupported');
    await hall.pass(60_000);
    expect(hall.lines).toHaveLength(1);
  });
});

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}
