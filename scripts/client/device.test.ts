import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { CardList } from '../../server/contract/cards/schemas.ts';
import {
  PROTOCOL_VERSION,
  type ServerFrame,
  type Vote,
} from '../../server/contract/room/socket.ts';
import { openHall, TWELVE_CHOOSE_TEN, type Hall } from '../../tests/support/hall.ts';
import { Device } from './device.ts';
import { RequestRefused, SeatClient } from './http.ts';

describe('a device at a real server', () => {
  let hall: Hall;
  let codes: string[];
  const devices: Device[] = [];

  beforeAll(async () => {
    hall = await openHall({ deputies: 6 });
    const path = `/meetings/${hall.meetingId}/cards`;
    const issued = await hall.request(hall.desk, 'POST', path, { who: 'without' });
    codes = (issued.body as (typeof CardList)['_output']).cards.map(({ code }) => code);
  });
  afterAll(async () => {
    for (const device of devices) device.close();
    await hall.close();
  });

  async function deviceOf(place: number): Promise<Device> {
    const device = await Device.signIn(hall.origin, codes[place]!);
    devices.push(device);
    await device.connect();
    return device;
  }
  async function openRound(): Promise<string> {
    const id = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(id, 'present', 'open');
    return id;
  }
  async function papersIn(roundId: string): Promise<number> {
    const rows = await hall.db
      .selectFrom('paper')
      .select('receipt')
      .where('round_id', '=', roundId)
      .execute();
    return rows.length;
  }

  it('signs in with a card, sees the round open and votes', async () => {
    const device = await deviceOf(0);
    const roundId = await openRound();
    await device.until(
      (view, self) => view.round?.id === roundId && !!self?.round?.elector,
      10_000,
    );
    const report = await device.vote({ p01: 'for' });
    expect(report).toMatchObject({ outcome: 'recorded', sends: 1 });
    expect(report.outcome === 'recorded' && report.ackMs).toBeGreaterThan(0);
    await device.until((view) => view.tally?.papers === 1, 10_000);

    expect(await device.vote({ p02: 'for' })).toMatchObject({
      outcome: 'refused',
      code: 'already_voted',
    });
    expect(await papersIn(roundId)).toBe(1);
    await hall.press(roundId, 'close', 'count', 'announce');
  });

  it('gets its answer and leaves one paper when the network breaks while it votes (V3)', async () => {
    const voters = await Promise.all([0, 1, 2, 3].map(deviceOf));
    const roundId = await openRound();
    const reports = await Promise.all(
      voters.map(async (device) => {
        const report = device.vote({ p03: 'for' }, { roundId });
        device.drop();
        return report;
      }),
    );
    expect(reports.map(({ outcome }) => outcome)).toEqual(Array(4).fill('recorded'));
    expect(await papersIn(roundId)).toBe(4);
    await hall.press(roundId, 'close', 'count', 'announce');
  });

  it('is over when another device takes its card over', async () => {
    const first = await deviceOf(4);
    await deviceOf(4);
    await expect(first.until(() => false, 10_000)).rejects.toThrow('signed out: taken_over');
    expect(await first.vote({}, { roundId: randomUUID() })).toMatchObject({
      outcome: 'unknown',
      reason: 'signed out: taken_over',
      sends: 0,
    });
  });

  it('is refused with a code that no card has', async () => {
    const refused = await Device.signIn(hall.origin, '0000000000').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RequestRefused);
    expect(refused).toMatchObject({ code: 'wrong_credentials', status: 401 });
  });

  it('says why when nobody is signed in', async () => {
    const device = new Device(new SeatClient(hall.origin, 'tablet'));
    await expect(device.connect(10_000)).rejects.toThrow('signed out: 4001 not_signed_in');
  });
});

/** What our own server does only in trouble, from a server that does it every time. */
describe('a device whose server is in trouble', () => {
  type Turn = (vote: Vote, say: (frame: ServerFrame) => void, hangUp: () => void) => void;

  /** A server that does the next of these turns with every vote it gets. */
  async function troubled(turns: Turn[]) {
    const http = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => http.once('listening', listening));
    const sockets = new WebSocketServer({ server: http });
    const votes: Vote[] = [];
    sockets.on('connection', (socket) => {
      const say = (frame: ServerFrame): void => {
        socket.send(JSON.stringify(frame));
      };
      socket.on('message', (raw: Buffer) => {
        const frame = JSON.parse(raw.toString()) as { type: string; vote: Vote };
        if (frame.type === 'hello') {
          const now = new Date().toISOString();
          const version = PROTOCOL_VERSION;
          say({ type: 'welcome', version, seat: 'tablet', now, heartbeatSeconds: 15 });
          say({ type: 'snapshot', seq: 1, view: emptyRoom });
        }
        if (frame.type !== 'vote') return;
        votes.push(frame.vote);
        turns[votes.length - 1]?.(frame.vote, say, () => {
          socket.terminate();
        });
      });
    });
    const { port } = http.address() as AddressInfo;
    const seat = new SeatClient(`http://127.0.0.1:${String(port)}`, 'tablet');
    const device = new Device(seat, { random: () => 0 });
    await device.connect();
    return {
      device,
      votes,
      close: () => {
        device.close();
        sockets.close();
        http.close();
      },
    };
  }
  const emptyRoom: Extract<ServerFrame, { type: 'snapshot' }>['view'] = {
    meeting: {
      id: randomUUID(),
      title: '样例会议',
      place: '',
      startsAt: '2026-03-01T01:00:00.000Z',
      state: 'in_session',
      assembly: { name: '样例街道', kind: 'subdistrict' },
      sample: true,
      screenTheme: 'light',
      quorum: [],
    },
    roll: { enrolled: 1, present: 1, onLeave: 0 },
    agenda: [],
    round: null,
    tally: null,
    result: null,
  };
  const busy: Turn = ({ roundId, castId }, say) => {
    say({ type: 'vote_answer', answer: { outcome: 'busy', roundId, castId, retryMs: 20 } });
  };
  const hangUp: Turn = (_vote, _say, hang) => {
    hang();
  };
  const silent: Turn = () => undefined;
  const recorded: Turn = ({ roundId, castId }, say) => {
    say({ type: 'vote_answer', answer: { outcome: 'recorded', roundId, castId } });
  };

  it(
    'sends the same paper under the same cast id until it has an answer',
    { timeout: 30_000 },
    async () => {
      const { device, votes, close } = await troubled([busy, hangUp, busy, silent, recorded]);
      const report = await device.vote({ a: 'for' }, { roundId: randomUUID() });
      close();
      expect(report).toMatchObject({ outcome: 'recorded', sends: 5 });
      expect(votes).toHaveLength(5);
      for (const vote of votes) expect(vote).toEqual(votes[0]);
      expect(votes[0]).toMatchObject({ castId: report.castId, receipt: report.receipt });
    },
  );

  it('answers what is open when it leaves', async () => {
    const { device, close } = await troubled([silent]);
    const report = device.vote({ a: 'for' }, { roundId: randomUUID() });
    close();
    expect(await report).toMatchObject({ outcome: 'unknown', reason: 'closed', sends: 1 });
  });

  it('asks for the whole picture after a gap, and never goes back', async () => {
    const turn = (vote: Vote, say: (frame: ServerFrame) => void): void => {
      say({ type: 'change', prev: 1, seq: 2, sections: { roll: rollOf(2) } });
      say({ type: 'change', prev: 5, seq: 6, sections: { roll: rollOf(6) } });
      say({ type: 'snapshot', seq: 1, view: emptyRoom });
      recorded(vote, say, () => undefined);
    };
    const { device, close } = await troubled([turn]);
    await device.vote({}, { roundId: randomUUID() });
    close();
    expect(device.view?.roll).toEqual(rollOf(2));
  });
  const rollOf = (present: number) => ({ enrolled: 9, present, onLeave: 0 });

  it('ends with the reason when the server breaks the contract', async () => {
    const { device, close } = await troubled([
      (_vote, say) => {
        say({ type: 'snapshot', seq: 'two' } as unknown as ServerFrame);
      },
    ]);
    const report = await device.vote({}, { roundId: randomUUID() });
    close();
    expect(report).toMatchObject({ outcome: 'unknown', reason: /not in the contract/ });
  });
});
