import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { openHall, TWELVE_CHOOSE_TEN, voteOf } from '../support/hall.ts';
import { eventually } from '../support/lock.ts';
import { passableFolder, clearAway } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { devicesOf, expectAllCounted, holdMeeting, openRound, Voting } from '../support/meeting.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 90_000;

// A PostgreSQL of the operator's own (DATABASE_URL) behind a network that fails.

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe(
  'a database that refuses every connection for three seconds',
  { timeout: PATIENCE_MS },
  () => {
    it('costs no vote: tablets are told to come again, and the service returns by itself', async () => {
      const VOTERS = 40;
      const database = await freshDatabase();
      undo.push(() => database.drop());
      const network = await TcpProxy.before(database.url);
      undo.push(() => network.close());
      const folder = await passableFolder();
      undo.push(() => clearAway(folder, []));
      const server = new ServerChild(join(folder, 'data'), {
        DATABASE_URL: network.through(database.url),
      });
      undo.push(async () => {
        await server.end('SIGTERM');
      });
      const origin = await server.origin();
      const meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
      const devices = await devicesOf(origin, meeting.codes);
      undo.push(() => {
        for (const device of devices) device.close();
      });

      const roundId = await openRound(meeting);
      const half = VOTERS / 2;
      const before = new Voting(devices.slice(0, half), roundId, 1_000);
      await before.reaches(VOTERS / 4);
      network.refusing = true;
      network.cutAll();
      const during = new Voting(devices.slice(half), roundId, 1_000, half);
      await pause(3_000);
      expect(during.acknowledged).toBe(0);
      network.refusing = false;
      const reports = [...(await before.reports), ...(await during.reports)];
      // The screens are up to date again, too.
      for (const device of devices) {
        await device.until((view) => view.tally?.papers === VOTERS, 10_000);
      }
      await expectAllCounted(meeting, roundId, reports, database.url);
      expect(reports.slice(half).every(({ sends }) => sends > 1)).toBe(true);
    });
  },
);

describe('connections to the database that fall silent for good', { timeout: PATIENCE_MS }, () => {
  it('are given up: votes are told to come again and then recorded, news comes again', async () => {
    const hall = await openHall({ deputies: 3, timing: { compareMs: 400 } });
    undo.push(() => hall.close());
    const network = await TcpProxy.before(hall.url);
    undo.push(() => network.close());
    const process = await hall.startProcess({
      databaseUrl: network.through(hall.url),
      patienceMs: 1_000,
    });
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const [one, two, three] = await Promise.all(
      hall.deputies.map((id) => hall.tablet(id, process.origin)),
    );
    const screen = await hall.watch(process.origin);
    expect(await one!.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({ outcome: 'recorded' });

    // As when a machine between them loses its power: nobody hears anything, nobody is told.
    const dead = network.open;
    expect(dead.length).toBeGreaterThanOrEqual(2); // the listener's and the pool's
    for (const connection of dead) {
      connection.hold('up');
      connection.hold('down');
    }
    const vote = voteOf(roundId, { p01: 'for' });
    let answer = await two!.vote(vote);
    const answers = [answer.outcome];
    while (answer.outcome === 'busy') {
      answer = await two!.vote(vote);
      answers.push(answer.outcome);
    }
    expect(answer).toMatchObject({ outcome: 'recorded' });
    expect(answers).toContain('busy');
    await screen.until(() => screen.view?.tally?.papers === 2);
    // What another process does is heard again.
    await eventually(() => dead.every(({ closed }) => closed));
    await hall.press(roundId, 'close');
    await screen.until(() => screen.view?.round?.state === 'closed');
    expect(await three!.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({
      code: 'round_not_open',
    });
  });
});
