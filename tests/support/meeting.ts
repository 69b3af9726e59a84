import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { Device, type CastReport, type DeviceOptions } from '../../scripts/client/device.ts';
import type { Desk } from '../../scripts/client/desk.ts';
import { RequestRefused, SeatClient } from '../../scripts/client/http.ts';
import { inWaves } from '../../scripts/client/waves.ts';
import { rosterOf, sampleVoters } from '../../scripts/replay/ballot.ts';
import { newOffices } from '../../scripts/replay/offices.ts';
import { Me } from '../../server/contract/sign-in/schemas.ts';
import { itemsResult } from '../../server/domain/result.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import { connect, TWELVE_CHOOSE_TEN, type Device as Socket } from './hall.ts';
import { query } from './postgres.ts';

/** A meeting made through the HTTP API of a server that is somewhere else. */
export type Meeting = {
  meetingId: string;
  desk: Desk;
  chair: Desk;
  /** The codes of the voters' cards. */
  codes: string[];
};

/** From an empty database to a meeting in session with `voters` on its roll. */
export async function holdMeeting(
  at: { origin: string; setupToken: string },
  voters: number,
): Promise<Meeting> {
  const { desk, chair } = await newOffices(at.origin, at.setupToken);
  await desk.importRoster(rosterOf(sampleVoters(voters)));
  const people = (await desk.people()).filter(({ roles }) => roles.includes('voter_rep'));
  const meeting = await desk.addMeeting('样例会议', new Date(), { quorum: [] });
  await desk.enrol(
    meeting.id,
    people.map(({ id }) => id),
    'voter_rep',
  );
  const cards = await desk.issueCards(meeting.id);
  await desk.startMeeting(meeting.id);
  return { meetingId: meeting.id, desk, chair, codes: cards.map(({ code }) => code) };
}

/** A socket that does nothing by itself, signed in with a card. */
export async function socketOf(origin: string, code: string): Promise<Socket> {
  const seat = new SeatClient(origin, 'tablet');
  const { personId } = await seat.post('/api/sign-in/card', Me, { code });
  const token = /gongyi_tablet=([^;]+)/.exec(seat.cookie)?.[1] ?? '';
  return connect(origin, 'tablet', token, personId ?? '');
}

/** Every voter's device, in the room. */
export async function devicesOf(
  origin: string,
  codes: readonly string[],
  options?: DeviceOptions,
): Promise<Device[]> {
  return inWaves(codes, 8, async (code) => {
    const device = await Device.signIn(origin, code, options);
    await device.connect();
    return device;
  });
}

/** A round that takes votes. */
export async function openRound(
  { desk, chair, meetingId }: Meeting,
  definition: RoundDefinitionInput = TWELVE_CHOOSE_TEN,
  display: 'live' | 'batched' | 'turnout' = 'live',
): Promise<string> {
  const round = await desk.addRound(meetingId, { title: '样例票决', display, definition });
  await desk.act(round.id, 'make-ready');
  await chair.act(round.id, 'open');
  return round.id;
}

/** What the `n`th voter marks: each item gets a number of votes of its own. */
export function marksOf(n: number): Record<string, 'for'> {
  const items = TWELVE_CHOOSE_TEN.items.filter((_, i) => n % (i + 2) === 0).slice(0, 10);
  return Object.fromEntries(items.map(({ id }) => [id, 'for']));
}

/** Votes on their way: `reports` are final answers, `acknowledged` counts those that came so far. */
export class Voting {
  readonly reports: Promise<CastReport[]>;
  acknowledged = 0;
  #waiting: (() => void)[] = [];

  /** Every device votes once, at a random moment within `spreadMs`. The first is the `from`th voter. */
  constructor(
    devices: readonly Device[],
    roundId: string,
    spreadMs: number,
    from = 0,
    random: () => number = Math.random,
  ) {
    const votes = devices.map(async (device, i) => {
      await pause(random() * spreadMs);
      const report = await device.vote(marksOf(from + i), { roundId });
      this.acknowledged += 1;
      for (const wake of this.#waiting.splice(0)) wake();
      return report;
    });
    this.reports = Promise.all(votes);
  }

  /** Waits until so many have their answer. */
  async reaches(many: number): Promise<void> {
    while (this.acknowledged < many) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

/**
 * Presses "close" as a presider does whose server fails: again until it is done. An earlier press whose answer got
 * lost may have done it.
 */
export async function closeAnyhow({ chair }: Meeting, roundId: string): Promise<void> {
  for (;;) {
    try {
      await chair.act(roundId, 'close');
      return;
    } catch (error) {
      if (error instanceof RequestRefused && error.code === 'wrong_state') {
        expect(error.detail).toEqual({ state: 'closed' });
        return;
      }
      await pause(50);
    }
  }
}

/**
 * What has to hold after any fault: everybody has a final answer; every acknowledged paper is in the box and no
 * other one, nobody has two, and the count is that of what was acknowledged. Closes the round if it still takes
 * votes. Gives how many there are.
 */
export async function expectCounted(
  meeting: Meeting,
  roundId: string,
  reports: readonly CastReport[],
  databaseUrl: string,
): Promise<number> {
  const { chair } = meeting;
  await closeAnyhow(meeting, roundId);
  const refused = reports.filter(({ outcome }) => outcome !== 'recorded');
  // Nothing but the closing of the box refuses these votes.
  expect(
    refused.filter((report) => !('code' in report && report.code === 'round_not_open')),
  ).toEqual([]);
  const recorded = reports.filter(({ outcome }) => outcome === 'recorded');
  const select = async (text: string): Promise<unknown[]> =>
    (await query(databaseUrl, text, [roundId])).map(({ id }) => id);
  const marks = await select('select cast_id as id from roll_mark where round_id = $1');
  expect(marks.toSorted()).toEqual(recorded.map(({ castId }) => castId).toSorted());
  const papers = await select('select receipt as id from paper where round_id = $1');
  expect(papers.toSorted()).toEqual(recorded.map(({ receipt }) => receipt).toSorted());

  await chair.act(roundId, 'count');
  const result = itemsResult.parse((await chair.count(roundId)).result);
  expect(result.papers).toMatchObject({ collected: recorded.length, valid: recorded.length });
  for (const { id, for: approvals } of result.items) {
    const sent = reports.filter(
      ({ outcome }, n) => outcome === 'recorded' && marksOf(n)[id] !== undefined,
    );
    expect({ id, approvals }).toEqual({ id, approvals: sent.length });
  }
  await chair.act(roundId, 'announce');
  return recorded.length;
}

/** As `expectCounted`, where nobody had a reason to be refused. */
export async function expectAllCounted(
  meeting: Meeting,
  roundId: string,
  reports: readonly CastReport[],
  databaseUrl: string,
): Promise<void> {
  expect(reports.map(({ outcome }) => outcome)).toEqual(reports.map(() => 'recorded'));
  await expectCounted(meeting, roundId, reports, databaseUrl);
}
