import { Client } from 'pg';
import { newOffices, type Offices } from '../scripts/replay/offices.ts';
import { rosterOf, sampleVoters } from '../scripts/replay/ballot.ts';
import { OwnServer } from '../scripts/client/own-server.ts';
import { SeatClient } from '../scripts/client/http.ts';
import { inWaves } from '../scripts/client/waves.ts';
import { Me } from '../server/contract/sign-in/schemas.ts';
import { MAX_ROWS } from '../server/features/roster/file.ts';
import type { RoundDefinitionInput } from '../server/domain/round/document.ts';
import type { Entry } from './k6/plan.ts';

/** Devices that sign in at the same time while the hall is made ready. */
const WAVE = 16;

/** The intake alone is measured with so many times the voters of the hall, as far as one roster goes: long enough to be sustained. */
const INTAKE_FACTOR = 4;

/** Twelve projects of which ten may be chosen, as most subdistricts have it. */
export const ITEMS = Array.from({ length: 12 }, (_, i) => `p${String(i + 1).padStart(2, '0')}`);
export const SEATS = 10;
const DEFINITION: RoundDefinitionInput = {
  kind: 'choose',
  seats: SEATS,
  items: ITEMS.map((id, i) => ({
    id,
    title: `样例项目${String(i + 1)}：老旧小区加装电梯与消防通道改造`,
  })),
  quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
};

export type Hall = {
  server: OwnServer;
  origin: string;
  offices: Offices;
  meetingId: string;
  codes: string[];
  /** More people than the hall has, for the meeting in which the intake alone is measured. */
  personIds: string[];
};

/** A server of its own with a meeting in session and a card for each of so many deputies. */
export async function openHall(
  voters: number,
  processes: number,
  afterwards: AsyncDisposableStack,
): Promise<Hall> {
  const server = new OwnServer(processes === 1 ? [] : ['--processes', String(processes)]);
  afterwards.defer(() => server.stop());
  const { origin, setupToken } = await Promise.race([server.ready, server.died]);
  const offices = await newOffices(origin, setupToken);
  const { desk } = offices;
  const people = sampleVoters(Math.min(voters * INTAKE_FACTOR, MAX_ROWS));
  await desk.importRoster(rosterOf(people));
  const personOf = new Map((await desk.people()).map(({ number, id }) => [number, id]));
  const ids = people.map(({ number }) => personOf.get(number) ?? '');
  const meeting = await desk.addMeeting('样例会议：负载测试', new Date(), { quorum: [] });
  await desk.enrol(meeting.id, ids.slice(0, voters), 'deputy');
  const codes = (await desk.issueCards(meeting.id)).map(({ code }) => code);
  await desk.startMeeting(meeting.id);
  return { server, origin, offices, meetingId: meeting.id, codes, personIds: ids };
}

/**
 * Starts a fresh process in place of the one that prepared the hall (what that left in memory would hide what
 * sockets cost), and connects to its database, whose port is a new one.
 */
export async function freshProcess(
  { server }: Hall,
  afterwards: AsyncDisposableStack,
): Promise<Client> {
  await server.restart();
  const database = new Client(await server.databaseUrl());
  await database.connect();
  afterwards.defer(() => database.end());
  return database;
}

/** A tablet signed in for every card: the cookies with which the devices get in. */
export async function signIn({ origin, codes }: Hall): Promise<Entry[]> {
  return inWaves(codes, WAVE, async (code) => {
    const seat = new SeatClient(origin, 'tablet');
    await seat.post('/api/sign-in/card', Me, { code });
    return { cookie: seat.cookie };
  });
}

/** A second meeting in session with everybody present, at no tablet. */
export async function openSecondMeeting(
  { offices: { desk }, personIds }: Hall,
  database: Client,
): Promise<string> {
  const meeting = await desk.addMeeting('样例会议：入箱测试', new Date(), { quorum: [] });
  await desk.enrol(meeting.id, personIds, 'deputy');
  await desk.startMeeting(meeting.id);
  await database.query("update roll_entry set attendance = 'present' where meeting_id = $1", [
    meeting.id,
  ]);
  return meeting.id;
}

/** A round that is ready and on the floor of a meeting. */
export async function presentRound(
  { offices, meetingId: hall }: Hall,
  title: string,
  meetingId = hall,
): Promise<string> {
  const { desk, chair } = offices;
  const round = await desk.addRound(meetingId, { title, display: 'live', definition: DEFINITION });
  await desk.act(round.id, 'make-ready');
  await chair.act(round.id, 'present');
  return round.id;
}
