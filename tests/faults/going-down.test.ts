import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, openHall, voteOf } from '../support/hall.ts';
import { holdTable } from '../support/lock.ts';
import { clearAway, passableFolder, query } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';
import { holdMeeting, openRound, socketOf, type Meeting } from '../support/meeting.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 90_000;

const VOTERS = 30;

let folder: string;
let server: ServerChild;
let origin: string;
let meeting: Meeting;

beforeAll(async () => {
  folder = await passableFolder();
  server = new ServerChild(join(folder, 'data'));
  origin = await server.origin();
  meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
}, PATIENCE_MS);
afterAll(async () => {
  await server.end('SIGTERM');
  await clearAway(folder, [join(folder, 'data')]);
});

async function restart(): Promise<void> {
  server = new ServerChild(server.dataDir, { PORT: new URL(origin).port });
  expect(await server.origin()).toBe(origin);
}

describe('SIGTERM in the middle of voting', { timeout: PATIENCE_MS }, () => {
  it('answers the votes on their way, says goodbye to every socket, and ends with 0', async () => {
    const devices = await Promise.all(meeting.codes.map((code) => socketOf(origin, code)));
    const roundId = await openRound(meeting);
    const chair = meeting.chair.watch(meeting.meetingId);
    await chair.connect();
    const databaseUrl = await server.databaseUrl();
    // One that has stopped reading must not keep the server up.
    const [deaf, ...others] = devices;
    deaf!.socket.pause();

    const box = await holdTable(databaseUrl, 'paper');
    const votes = others.map((device) => ({ device, vote: voteOf(roundId, { p01: 'for' }) }));
    const answers = Promise.all(votes.map(({ device, vote }) => device.vote(vote)));
    for (const { device } of votes) {
      // Frames are read in order: with the pong, the vote has arrived.
      device.send({ type: 'ping', n: 1 });
      await device.until(() => device.frames.some(({ type }) => type === 'pong'));
    }
    await box.waitedFor();
    server.signal('SIGTERM');
    await server.says(/^Stopping/);
    expect(devices.filter(({ closed }) => closed)).toEqual([]);
    await box.release();

    expect(new Set((await answers).map(({ outcome }) => outcome))).toEqual(new Set(['recorded']));
    for (const { device } of votes) {
      expect(await device.until(() => device.closed)).toEqual({ code: 4007, reason: 'restarting' });
    }
    expect(await server.ended).toEqual({ code: 0, signal: null });
    chair.close();

    await restart();
    const papers = await query(
      await server.databaseUrl(),
      'select receipt from paper where round_id = $1',
      [roundId],
    );
    expect(papers.map(({ receipt }) => receipt).toSorted()).toEqual(
      votes.map(({ vote }) => vote.receipt).toSorted(),
    );
    await meeting.chair.act(roundId, 'close');
    await meeting.chair.act(roundId, 'count');
    expect((await meeting.chair.count(roundId)).result.papers.collected).toBe(VOTERS - 1);
    await meeting.chair.act(roundId, 'announce');
  });

  it('gives up what the database holds back for too long, and nothing is half done', async () => {
    const device = await socketOf(origin, meeting.codes[0]!);
    const roundId = await openRound(meeting);
    const box = await holdTable(await server.databaseUrl(), 'paper');
    const vote = voteOf(roundId, { p01: 'for' });
    device.send({ type: 'vote', vote });
    await box.waitedFor();
    server.signal('SIGTERM');
    expect(await device.until(() => device.closed)).toEqual({ code: 4007, reason: 'restarting' });
    expect(device.frames.filter(({ type }) => type === 'vote_answer')).toEqual([]);
    await box.release();
    expect(await server.ended).toEqual({ code: 0, signal: null });
    await restart();
    const again = await connect(origin, 'tablet', device.token, device.personId);
    // Whatever became of it, the same cast gets the truth, and there is one paper.
    expect(await again.vote(vote)).toMatchObject({ outcome: 'recorded' });
    const papers = await query(
      await server.databaseUrl(),
      'select receipt from paper where round_id = $1',
      [roundId],
    );
    expect(papers).toEqual([{ receipt: vote.receipt }]);
    again.close();
  });
});

describe('going down while a request is being answered', () => {
  it('does not wait for its connection, which the client would keep', async () => {
    const hall = await openHall({ deputies: 1 });
    const process = await hall.startProcess();
    const table = await holdTable(hall.url, 'roll_entry');
    const path = `/meetings/${hall.meetingId}/roll`;
    const asked = hall.request(hall.desk, 'GET', path, undefined, process.origin);
    await table.waitedFor();
    const stopped = process.stop();
    await table.release();
    expect((await asked).status).toBe(200);
    const answered = performance.now();
    await stopped;
    // Kept alive it would be waited for for more than a minute.
    expect(performance.now() - answered).toBeLessThan(10_000);
    await hall.close();
  });
});
