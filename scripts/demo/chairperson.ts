import { presentEnough } from '../../server/domain/quorum.ts';
import type { Round } from '../../server/contract/rounds/schemas.ts';
import type { Database } from '../../server/platform/database.ts';
import { RequestRefused } from '../client/http.ts';
import type { LoadedSample } from './sample.ts';

const STEP_MS = 12_000;

/**
 * Leads the sample meeting as long as nobody else sits at the chair, so that the projector is alive without
 * anyone doing anything: opens the meeting, presents, opens, waits for the votes, closes, counts, announces, publishes,
 * and begins again with a copy of the agenda.
 */
export function leadMeeting(
  db: Database,
  { meetingId, staff, presider }: LoadedSample,
  say: (line: string) => void,
): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let announced = false;

  const personPresides = async (): Promise<boolean> => {
    const { n } = await db
      .selectFrom('session')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('seat', '=', 'chair')
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    return n > 1;
  };

  const step = async (): Promise<number> => {
    if (await personPresides()) {
      if (!announced)
        say(
          'A person presides now; the demonstration only votes. / 现由您主持，演示只负责模拟投票。',
        );
      announced = true;
      return STEP_MS / 4;
    }
    const { meeting, roll } = await presider.lookIn(meetingId);
    if (meeting.state === 'preparing') {
      // Not before its quorum is there, as in a real hall.
      if (!presentEnough(meeting.quorum, roll)) return STEP_MS / 12;
      await presider.startMeeting(meetingId);
      return STEP_MS / 3;
    }
    const rounds = await presider.rounds(meetingId);
    const current = rounds.find((round) => !['ready', 'published'].includes(round.state));
    if (current !== undefined) return advance(current);
    const next = rounds.find((round) => round.state === 'ready');
    if (next !== undefined) {
      const floor = await presider.lookIn(meetingId);
      if (floor.round?.id === next.id) {
        await presider.act(next.id, 'open');
        return STEP_MS;
      }
      await presider.act(next.id, 'present');
      return STEP_MS;
    }
    for (const { title, definition, display, shownGroup } of rounds.slice(-2)) {
      const body = { title, definition, display, shownGroup };
      const { id } = await staff.addRound(meetingId, body);
      await staff.act(id, 'make-ready');
    }
    return STEP_MS;
  };

  const advance = async (round: Round): Promise<number> => {
    switch (round.state) {
      case 'voting': {
        const { tally } = await presider.lookIn(meetingId);
        const missing = tally === null ? 0 : tally.electors - tally.papers;
        const openFor = Date.now() - Date.parse(round.openedAt ?? '');
        // Two places are kept for persons who try a tablet; they get a minute more than the others.
        if (missing === 0 || (missing <= 2 && openFor > 120_000)) {
          await presider.act(round.id, 'close');
          return STEP_MS / 2;
        }
        return 2_000;
      }
      case 'closed':
        await presider.act(round.id, 'count');
        return STEP_MS / 2;
      case 'tallied':
        await presider.act(round.id, 'announce');
        return 2 * STEP_MS;
      case 'announced':
        await presider.act(round.id, 'publish');
        return STEP_MS;
      default:
        return STEP_MS;
    }
  };

  const loop = async (): Promise<void> => {
    let pause = STEP_MS;
    try {
      pause = await step();
    } catch (error) {
      // A person pressed first: that is an ordinary answer.
      if (!(error instanceof RequestRefused))
        say(`The demonstration missed a step: ${String(error)}`);
    }
    if (!stopped) timer = setTimeout(() => void loop(), pause);
  };
  timer = setTimeout(() => void loop(), 2_000);
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
