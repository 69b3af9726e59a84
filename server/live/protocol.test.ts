import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  openHall,
  openSocket,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Connecting,
  type Device,
  type Hall,
} from '../../tests/support/hall.ts';
import { MAX_FRAME_BYTES, MAX_FRAMES_PER_10S, type ServerFrame } from '../contract/room/socket.ts';

let hall: Hall;
let token: string;
let roundId: string;
beforeAll(async () => {
  hall = await openHall({ deputies: 3 });
  token = await hall.signIn('tablet', hall.deputies[0]!);
  roundId = await hall.round(TWELVE_CHOOSE_TEN);
  await hall.press(roundId, 'open');
});
afterAll(() => hall.close());

function tablet(more: Partial<Connecting> = {}): Promise<Device> {
  return openSocket({ origin: hall.origin, seat: 'tablet', token, ...more });
}

function welcomed(): Promise<Device> {
  return connect(hall.origin, 'tablet', token, hall.deputies[0]!);
}

async function ended(device: Device) {
  return device.until(() => device.closed);
}

/** The answer to the newest frame: the `n`th error the device was told. */
async function errorOf(device: Device, n = 1): Promise<Extract<ServerFrame, { type: 'error' }>> {
  return device.until(() => device.frames.filter((frame) => frame.type === 'error')[n - 1]);
}

/** Whether the socket still answers. */
async function answers(device: Device): Promise<boolean> {
  const n = Math.floor(Math.random() * 1e9);
  device.send({ type: 'ping', n });
  await device.until(() => device.frames.some((frame) => frame.type === 'pong' && frame.n === n));
  return true;
}

describe('at the door', () => {
  it('refuses who has no cookie, or one that fits nobody', async () => {
    const nobody = await tablet({ token: undefined });
    expect(await ended(nobody)).toEqual({ code: 4001, reason: 'not_signed_in' });
    const stranger = await tablet({ token: 'x'.repeat(43) });
    expect(await ended(stranger)).toEqual({ code: 4001, reason: 'not_signed_in' });
    // A cookie is good at its own seat only.
    const elsewhere = await openSocket({ origin: hall.origin, seat: 'chair', token });
    expect(await ended(elsewhere)).toEqual({ code: 4001, reason: 'not_signed_in' });
    expect([...nobody.frames, ...stranger.frames, ...elsewhere.frames]).toEqual([]);
  });

  it.each(['https://elsewhere.example', 'null', ''])(
    'refuses a page of origin %j',
    async (from) => {
      await expect(tablet({ socket: { headers: { origin: from } } })).rejects.toThrow('403');
    },
  );

  it('refuses a sign-in that has ended', async () => {
    const old = await hall.signIn('tablet', hall.deputies[1]!);
    await hall.request({ seat: 'tablet', token: old }, 'POST', '/sign-out');
    expect(await ended(await tablet({ token: old }))).toMatchObject({ code: 4001 });
  });

  it('shows nobody a meeting of another assembly, or one that does not exist', async () => {
    const other = await openHall({ deputies: 1, url: hall.url });
    try {
      for (const meetingId of [other.meetingId, randomUUID()]) {
        const device = await openSocket({
          origin: hall.origin,
          seat: 'chair',
          token: hall.chair.token,
          meetingId,
        });
        device.send({ type: 'hello', version: 1 });
        expect(await ended(device)).toEqual({ code: 4001, reason: 'not_found' });
        expect(device.frames).toEqual([]);
      }
      // A tablet sees its own meeting, whatever it asks for.
      const own = await tablet({ meetingId: other.meetingId });
      own.send({ type: 'hello', version: 1 });
      await own.until(() => own.view?.meeting.id === hall.meetingId);
      own.close();
    } finally {
      await other.close();
    }
  });
});

describe('hello', () => {
  it('comes first', async () => {
    const device = await tablet();
    for (const frame of [
      { type: 'ping', n: 1 },
      { type: 'resync' },
      { type: 'vote', vote: voteOf(roundId, { p01: 'for' }) },
      { type: 'settle', settle: { roundId, castId: randomUUID() } },
    ]) {
      device.send(frame);
    }
    await errorOf(device, 4);
    expect(device.frames).toEqual(Array(4).fill({ type: 'error', code: 'hello_first' }));
    device.send({ type: 'hello', version: 1 });
    await device.until(() => device.view);
    const [welcome, snapshot, self] = device.frames.slice(4);
    expect(welcome).toMatchObject({ type: 'welcome', version: 1, seat: 'tablet' });
    expect(snapshot).toMatchObject({ type: 'snapshot', view: { meeting: { id: hall.meetingId } } });
    expect(await device.until(() => self ?? device.frames[6])).toMatchObject({
      type: 'self',
      self: { personId: hall.deputies[0], round: { id: roundId, elector: true, voted: false } },
    });
    // Said again it changes nothing.
    device.send({ type: 'hello', version: 1 });
    expect(await answers(device)).toBe(true);
    expect(device.frames.filter(({ type }) => type === 'welcome')).toHaveLength(1);
    device.close();
  });

  it('in another version is told which one is spoken here', async () => {
    const device = await tablet();
    device.send({ type: 'hello', version: 2 });
    expect(await ended(device)).toEqual({ code: 4002, reason: 'version_unsupported' });
    expect(device.frames).toEqual([
      { type: 'error', code: 'version_unsupported', detail: { supported: 1 } },
    ]);
  });
});

describe('a frame that is not in the contract', () => {
  const vote = { roundId: randomUUID(), castId: randomUUID(), receipt: randomUUID(), marks: {} };
  it.each<[string, string | Buffer, string]>([
    ['no JSON', '{"type":', 'malformed'],
    ['no object', '"vote"', 'unknown_type'],
    ['null', 'null', 'unknown_type'],
    ['an array', '[{"type":"ping","n":1}]', 'unknown_type'],
    ['no type', '{}', 'unknown_type'],
    ['an unknown type', '{"type":"open_round"}', 'unknown_type'],
    ['a type of ours, the server’s', '{"type":"snapshot","seq":1}', 'unknown_type'],
    ['a type that every object inherits', '{"type":"constructor"}', 'unknown_type'],
    ['bytes', Buffer.from('{"type":"resync"}'), 'malformed'],
    ['an unknown key', '{"type":"ping","n":1,"also":true}', 'malformed'],
    ['a number that is none', '{"type":"ping","n":"1"}', 'malformed'],
    ['a fraction', '{"type":"ping","n":1.5}', 'malformed'],
    ['a version that is none', '{"type":"hello","version":"1"}', 'malformed'],
    ['a vote without a paper', '{"type":"vote"}', 'malformed'],
    [
      'ids that are none',
      JSON.stringify({ type: 'vote', vote: { ...vote, castId: '1' } }),
      'malformed',
    ],
    [
      'a vote for somebody',
      JSON.stringify({ type: 'vote', vote: { ...vote, personId: vote.castId } }),
      'malformed',
    ],
    [
      'marks in a list',
      JSON.stringify({ type: 'vote', vote: { ...vote, marks: ['for'] } }),
      'malformed',
    ],
    [
      'a name with an end of text in it',
      JSON.stringify({ type: 'vote', vote: { ...vote, writeIns: ['样\u0000例'] } }),
      'malformed',
    ],
    [
      'half a character',
      JSON.stringify({ type: 'vote', vote: { ...vote, marks: { '\ud83d': 'for' } } }),
      'malformed',
    ],
    [
      'more items than any ballot has',
      JSON.stringify({
        type: 'vote',
        vote: {
          ...vote,
          marks: Object.fromEntries(
            Array.from({ length: 201 }, (_, i) => [`p${String(i)}`, 'for']),
          ),
        },
      }),
      'malformed',
    ],
  ])('%s is told so, and the socket lives on', async (_what, frame, code) => {
    const device = await welcomed();
    device.socket.send(frame);
    expect(await errorOf(device)).toEqual({ type: 'error', code });
    expect(await answers(device)).toBe(true);
    device.close();
  });

  it('ten times closes the socket', async () => {
    const device = await welcomed();
    for (let time = 0; time < 12; time += 1) device.send({ type: 'nonsense' });
    expect(await ended(device)).toEqual({ code: 4005, reason: 'too_many_errors' });
    expect(device.frames.filter(({ type }) => type === 'error')).toHaveLength(10);
  });

  it('that is too large closes the socket with 1009; one just small enough is read', async () => {
    const device = await welcomed();
    const frame = (bytes: number) => {
      const empty = JSON.stringify({ type: 'ping', n: 1, pad: '' });
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`);
    };
    device.socket.send(frame(MAX_FRAME_BYTES));
    expect(await errorOf(device)).toEqual({ type: 'error', code: 'malformed' });
    device.socket.send(frame(MAX_FRAME_BYTES + 1));
    expect(await ended(device)).toMatchObject({ code: 1009 });
    // Far beyond, and in pieces.
    const large = await welcomed();
    large.socket.send(frame(16 * 1024), { fin: false });
    large.socket.send(Buffer.alloc(8 * 1024 * 1024), { fin: true });
    expect(await ended(large)).toMatchObject({ code: 1009 });
    expect(await answers(await welcomed())).toBe(true);
  });

  it('that is no UTF-8 closes the socket with 1007', async () => {
    const device = await welcomed();
    device.socket.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
    expect(await ended(device)).toMatchObject({ code: 1007 });
  });
});

describe('too many frames', () => {
  it('are told so once, then not read, and when they go on the socket is closed', async () => {
    const device = await welcomed();
    // The hello was one.
    for (let n = 1; n < MAX_FRAMES_PER_10S; n += 1) device.send({ type: 'ping', n });
    device.send({ type: 'vote', vote: voteOf(roundId, { p01: 'for' }) });
    expect(await errorOf(device)).toEqual({
      type: 'error',
      code: 'too_frequent',
      detail: { retryMs: expect.any(Number) },
    });
    const { retryMs } = (await errorOf(device)).detail as { retryMs: number };
    expect(retryMs).toBeGreaterThan(0);
    expect(retryMs).toBeLessThanOrEqual(10_000);
    for (let n = 0; n < MAX_FRAMES_PER_10S; n += 1) device.send({ type: 'ping', n });
    expect(await ended(device)).toEqual({ code: 4004, reason: 'too_frequent' });
    expect(device.frames.filter(({ type }) => type === 'pong')).toHaveLength(
      MAX_FRAMES_PER_10S - 1,
    );
    expect(device.frames.filter(({ type }) => type === 'error')).toHaveLength(1);
    expect(device.frames.filter(({ type }) => type === 'vote_answer')).toEqual([]);
  });

  it.each([
    ['asking about a vote', 'POST', '/vote/settle'],
    ['asking for the picture', 'GET', '/room'],
  ] as const)('over HTTP get 429: %s', async (_, method, path) => {
    const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', hall.deputies[2]!) };
    const body = method === 'GET' ? undefined : { roundId, castId: randomUUID() };
    const answered = await Promise.all(
      Array.from({ length: MAX_FRAMES_PER_10S + 1 }, () => hall.request(who, method, path, body)),
    );
    const refused = answered.filter(({ status }) => status === 429);
    // Of one device four requests are looked at together; the limiter counts them all before it judges the first.
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(refused.length).toBeLessThanOrEqual(4);
    for (const { body: why } of refused) {
      expect(why).toMatchObject({ error: { code: 'too_many_requests' } });
    }
    const heard = answered.filter(({ status }) => status === 200);
    expect(heard).toHaveLength(answered.length - refused.length);
    // Each device for itself: the next one is heard.
    const other = { seat: 'tablet' as const, token };
    expect((await hall.request(other, method, path, body)).status).toBe(200);
  });
});

describe('a device that has no vote', () => {
  it.each(['screen', 'chair', 'desk'] as const)('at the %s is not permitted', async (seat) => {
    const token = seat === 'screen' ? await hall.pairScreen() : hall[seat].token;
    const device = await connect(hall.origin, seat, token, '', hall.meetingId);
    const vote = voteOf(roundId, { p01: 'for' });
    device.send({ type: 'vote', vote });
    expect(await errorOf(device)).toEqual({ type: 'error', code: 'not_permitted' });
    device.send({ type: 'settle', settle: { roundId, castId: vote.castId } });
    expect(await errorOf(device, 2)).toEqual({ type: 'error', code: 'not_permitted' });
    expect(await answers(device)).toBe(true);
    const posted = await hall.request({ seat, token }, 'POST', '/vote', vote);
    expect(posted).toMatchObject({ status: 403, body: { error: { code: 'not_permitted' } } });
    device.close();
    const papers = await hall.db.selectFrom('paper').selectAll().execute();
    expect(papers).toEqual([]);
  });
});
