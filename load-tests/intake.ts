import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { buildApp } from '../server/app.ts';
import { ClientFrame } from '../server/contract/room/socket.ts';
import { encode } from '../server/live/frames.ts';
import type { Live } from '../server/live/live.ts';
import { realWorld } from '../server/platform/clock.ts';
import { openDatabase } from '../server/platform/database.ts';
import { version } from '../server/platform/version.ts';
import { insertFloor } from './floors/insert.ts';
import { ITEMS, openSecondMeeting, presentRound, SEATS, type Hall } from './hall.ts';

/** Rounds of it, each beside its floor: the middle one counts. */
const ROUNDS = 3;

/** Frames that come from the network in one turn of the event loop when thousands are on their way. */
const FRAMES_A_TURN = 50;

/**
 * The sustained intake: four times the votes of the hall, all there at once, from the text of a frame to the text of
 * its answer after the commit, in a server process of its own on the same database. Without the sockets,
 * like the floor that it is compared with: what sockets and generator cost on the same two cores is in the
 * figures of the rounds before. Gives votes a second of both, and how many were recorded.
 */
export async function intakeRate(
  hall: Hall,
  database: Client,
): Promise<{ votesPerS: number; floorVotesPerS: number; recorded: number; counted: number }> {
  const databaseUrl = await hall.server.databaseUrl();
  const { db, pool, close } = openDatabase(databaseUrl, {
    onError: (error) => {
      console.error(error);
    },
  });
  const { app, live } = await buildApp({
    db,
    pool,
    databaseUrl,
    world: realWorld,
    config: { publicOrigin: undefined, trustProxy: 0, logLevel: 'error' },
    codeKey: randomBytes(32),
    version,
    webDir: undefined,
  });
  const { chair } = hall.offices;
  const meetingId = await openSecondMeeting(hall, database);
  const rates: { own: number; floor: number }[] = [];
  let recorded = 0;
  let counted = 0;
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const roundId = await presentRound(hall, `样例票决（入箱 ${String(round)}）`, meetingId);
      await chair.act(roundId, 'open');
      const { rows } = await database.query<{ person_id: string }>(
        'select person_id from round_elector where round_id = $1 order by random()',
        [roundId],
      );
      const frames = rows.map(({ person_id: personId }) => ({ personId, text: frameOf(roundId) }));
      // Rules and electorate are read once a round.
      await live.books.of(roundId);
      const begun = performance.now();
      const answers: Promise<string>[] = [];
      for (const [index, { personId, text }] of frames.entries()) {
        answers.push(answerTo(live, { personId, meetingId }, text));
        // As sockets do: some frames in each turn of the event loop.
        if (index % FRAMES_A_TURN === 0) await new Promise(setImmediate);
      }
      const outcomes = await Promise.all(answers);
      const seconds = (performance.now() - begun) / 1_000;
      recorded += outcomes.filter((outcome) => outcome === 'recorded').length;
      const floor = await insertFloor(database, roundId, rows.length);
      rates.push({ own: rows.length / seconds, floor });
      await chair.act(roundId, 'close');
      await chair.act(roundId, 'count');
      counted += (await chair.count(roundId)).result.papers.collected;
      await chair.act(roundId, 'announce');
    }
  } finally {
    await app.close();
    await close();
  }
  const middle = (of: (rate: { own: number; floor: number }) => number): number =>
    Math.round(rates.map(of).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
  return {
    votesPerS: middle(({ own }) => own),
    floorVotesPerS: middle(({ floor }) => floor),
    recorded,
    counted,
  };
}

/** What a socket does with the text of a frame, but for sending the answer. */
async function answerTo(
  live: Live,
  who: { personId: string; meetingId: string },
  text: string,
): Promise<string> {
  const frame = ClientFrame.parse(JSON.parse(text));
  if (frame.type !== 'vote') throw new Error('not a vote');
  const answer = await live.intake.cast(who, frame.vote);
  encode({ type: 'vote_answer', answer });
  return answer.outcome;
}

function frameOf(roundId: string): string {
  const first = Math.floor(Math.random() * ITEMS.length);
  const vote = {
    roundId,
    castId: crypto.randomUUID(),
    receipt: crypto.randomUUID(),
    marks: Object.fromEntries(
      ITEMS.map((id, i) => [id, (i + first) % ITEMS.length < SEATS ? 'for' : 'against']),
    ),
  };
  return JSON.stringify({ type: 'vote', vote });
}
