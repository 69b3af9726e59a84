import { setTimeout as pause } from 'node:timers/promises';
import type { RoomTally } from '../../server/contract/room/schemas.ts';
import { count } from '../../server/domain/count/count.ts';
import { itemsResult, type ItemsResult } from '../../server/domain/result.ts';
import { publicResult } from '../client/desk.ts';
import { Device, type CastReport } from '../client/device.ts';
import { inWaves } from '../client/waves.ts';
import { ballotOf, rosterOf, sampleVoters, type Ballot } from './ballot.ts';
import type { Offices } from './offices.ts';
import type { Pabulib } from './pabulib.ts';
import type { Progress } from './progress.ts';

/** Devices that sign in, or connect, at the same time. */
const WAVE = 32;
/** How long the room may take to show a step (milliseconds). */
const ROOM_MS = 60_000;
/** How long after the last vote was sent its answer is waited for (milliseconds). */
const ANSWERS_MS = 300_000;

/** What came of a meeting: every device's report, and the same figures by four ways. */
export type Replayed = {
  ballot: Ballot;
  reports: CastReport[];
  /** The live tally on the presider's screen once the round was closed. */
  live: RoomTally;
  /** The count the presider had made. */
  certified: ItemsResult;
  /** The exported round document, counted here. */
  recounted: ItemsResult;
  /** What anybody can read. */
  published: ItemsResult;
};

/**
 * Holds a whole meeting with the ballots of a file: roster, roll, cards, one device for each voter, one
 * round from its draft to the publication. Throws when any step is refused.
 *
 * `spreadMs`: over how long the votes come in, each at a random moment of it; 0 is all in one instant.
 */
export async function holdMeeting(
  origin: string,
  { desk, chair }: Pick<Offices, 'desk' | 'chair'>,
  file: { name: string; content: Pabulib },
  options: { spreadMs: number; progress: Progress; random: () => number },
): Promise<Replayed> {
  const { progress, random } = options;
  const ballot = ballotOf(file.content);
  const voters = sampleVoters(ballot.papers.length);
  const title = `样例重放 ${file.name}`.slice(0, 200);

  await desk.importRoster(rosterOf(voters));
  const personOf = new Map((await desk.people()).map(({ number, id }) => [number, id]));
  const personIds = voters.map(({ number }) => personOf.get(number) ?? missing('person', number));
  const meeting = await desk.addMeeting(title, new Date(), { quorum: [] });
  await desk.enrol(meeting.id, personIds, 'voter_rep');
  const codes = new Map((await desk.issueCards(meeting.id)).map((card) => [card.personId, card]));
  await desk.startMeeting(meeting.id);
  const draft = { title, display: 'live' as const, definition: ballot.definition };
  const round = await desk.addRound(meeting.id, draft);
  await desk.act(round.id, 'make-ready');
  progress.note(`roster, roll, cards and round are ready: ${String(voters.length)} voters`);

  const devices: Device[] = [];
  const screen = chair.watch(meeting.id);
  try {
    await screen.connect();
    await progress.stage('devices signed in', voters.length, (step) =>
      inWaves(personIds, WAVE, async (personId, index) => {
        const card = codes.get(personId) ?? missing('card', personId);
        devices[index] = await Device.signIn(origin, card.code, { random });
        step();
      }),
    );
    await progress.stage('devices in the room', devices.length, (step) =>
      inWaves(devices, WAVE, async (device) => {
        await device.connect();
        step();
      }),
    );
    const { present } = (await desk.roll(meeting.id)).figures;
    if (present !== voters.length) throw new Error(`only ${String(present)} are checked in`);

    await chair.act(round.id, 'present');
    await chair.act(round.id, 'open');
    await progress.stage('devices that see the round open', devices.length, (step) =>
      inWaves(devices, devices.length, async (device) => {
        await device.until(
          (view, self) => view.round?.id === round.id && self?.round?.id === round.id,
          ROOM_MS,
        );
        step();
      }),
    );
    const reports = await progress.stage('votes answered', devices.length, (step) => {
      const answered = devices.map(async (device, index) => {
        if (options.spreadMs > 0) await pause(options.spreadMs * random());
        const report = await device.vote(ballot.papers[index] ?? {}, { roundId: round.id });
        step();
        return report;
      });
      return within(options.spreadMs + ANSWERS_MS, 'votes without an answer', answered);
    });

    await chair.act(round.id, 'close');
    const recorded = reports.filter(({ outcome }) => outcome === 'recorded').length;
    await screen.until(
      ({ round: floor, tally }) => floor?.state === 'closed' && tally?.shownPapers === recorded,
      ROOM_MS,
    );
    const live = screen.view?.tally ?? missing('tally', round.id);
    await chair.act(round.id, 'count');
    const certified = itemsResult.parse((await chair.count(round.id)).result);
    await chair.act(round.id, 'announce');
    await chair.act(round.id, 'publish');
    const counted = count(await chair.exportRound(round.id));
    if (!counted.ok) throw new Error(`the export is no round document: ${counted.error.path}`);
    const published = itemsResult.parse((await publicResult(origin, round.id)).result);
    await desk.endMeeting(meeting.id);
    const recounted = itemsResult.parse(counted.value);
    return { ballot, reports, live, certified, recounted, published };
  } finally {
    screen.close();
    for (const device of devices) device.close();
  }
}

async function within<T>(ms: number, what: string, all: readonly Promise<T>[]): Promise<T[]> {
  const timer = new AbortController();
  const late = pause(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(what);
  });
  try {
    return await Promise.race([Promise.all(all), late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}

function missing(what: string, of: string): never {
  throw new Error(`the server gave no ${what} for ${of}`);
}
