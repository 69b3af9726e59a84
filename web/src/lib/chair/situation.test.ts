import { describe, expect, it } from 'vitest';
import type { RoomView } from '../../../../server/contract/room.ts';
import type { Round } from '../../../../server/contract/rounds.ts';
import type { ItemsResult, RoundResult } from '../../../../server/domain/result.ts';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import type { MEETING_STATES } from '../../../../server/domain/states/meeting.ts';
import { ROUND_STATES, type RoundState } from '../../../../server/domain/states/round.ts';
import { situationOf, type Count, type Heard } from './situation.ts';

const definition = roundDefinition.parse({
  kind: 'choose',
  seats: 1,
  items: [{ id: 'a' }, { id: 'b' }],
  quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
});
const VALID: ItemsResult = {
  format: 'gongyi-result/1',
  round: 'valid',
  papers: {
    collected: 2,
    valid: 2,
    invalid: 0,
    reasons: { illegible: 0, too_many: 0, too_few: 0, bad_ranking: 0 },
  },
  items: [],
  next: null,
};
const frozen = { enrolled: 45, present: 40, issued: 40 };

function round(position: number, state: RoundState): Round {
  const opened = state !== 'draft' && state !== 'ready';
  return {
    id: `r${position}`,
    meetingId: 'm',
    position,
    title: `Item ${position}`,
    state,
    display: 'batched',
    definition,
    roll: opened ? frozen : null,
    medium: 'tablet',
    signaturesRequired: null,
    predecessorId: null,
    origin: null,
    openedAt: opened ? '2026-03-05T09:30:00.000Z' : null,
    closedAt: null,
    announcedAt: null,
    publishedAt: null,
    version: 1,
  };
}

function heard(
  states: RoundState[],
  more: {
    floor?: number | null;
    meeting?: Heard['view']['meeting']['state'];
    present?: number;
    live?: RoundState[];
    signing?: { version: number; signed: number; needed: number };
  } & Partial<Pick<Heard, 'choice' | 'counts' | 'answeredMeeting'>> = {},
): Heard {
  const rounds = states.map((state, index) => round(index + 1, state));
  const live = (more.live ?? states).map((state, index) => round(index + 1, state));
  const floor = live.find(
    ({ position }) => position === (more.floor === undefined ? 1 : more.floor),
  );
  const view: RoomView = {
    meeting: {
      id: 'm',
      title: '样例会议',
      place: '',
      startsAt: '2026-03-05T09:00:00.000Z',
      state: more.meeting ?? 'in_session',
      assembly: { name: '样例街道', kind: 'subdistrict' },
      sample: true,
    },
    roll: { enrolled: 45, present: more.present ?? 40, onLeave: 2 },
    agenda: live
      .filter(({ state }) => state !== 'draft')
      .map(({ id, position, title, state }) => ({ id, position, title, state })),
    round:
      floor === undefined
        ? null
        : { ...floor, shownGroup: null, follows: null, signing: more.signing ?? null },
    tally: null,
    result: null,
  };
  return {
    view,
    rounds,
    answeredMeeting: more.answeredMeeting ?? null,
    counts: more.counts ?? {},
    choice: more.choice ?? null,
  };
}

function counted(result: RoundResult): Count {
  const roll = { ...frozen, collected: result.papers.collected };
  return {
    version: 1,
    madeAt: '2026-03-05T09:50:00.000Z',
    documentSha256: '0',
    roll,
    reason: null,
    result,
  };
}

const act = (facts: Heard) => {
  const { next } = situationOf(facts);
  return next.act === null ? next.why : 'round' in next ? `${next.act} ${next.round.id}` : next.act;
};

describe('the next step', () => {
  const expected: Record<RoundState, string> = {
    draft: 'nothing_ready',
    ready: 'open r1',
    voting: 'close r1',
    closed: 'count r1',
    inquorate: 'end',
    void: 'end',
    tallied: 'announce r1',
    signed: 'announce r1',
    announced: 'publish r1',
    published: 'end',
  };
  it.each(ROUND_STATES)('of a round on the floor that is %s', (state) => {
    expect(act(heard([state]))).toBe(expected[state]);
  });

  it('is the start of a meeting that has not begun, whatever the agenda', () => {
    for (const state of ROUND_STATES) {
      expect(act(heard([state], { meeting: 'preparing' }))).toBe('start');
    }
  });

  it('after the end is only what a used box still needs', () => {
    for (const state of ROUND_STATES) {
      const used = ['voting', 'closed', 'tallied', 'signed', 'announced'].includes(state);
      const is = act(heard([state], { meeting: 'closed' }));
      expect(is).toBe(used ? expected[state] : 'meeting_closed');
    }
  });

  it('presents the next ready round on the agenda, then those left out before', () => {
    expect(act(heard(['ready', 'published', 'ready'], { floor: 2 }))).toBe('present r3');
    expect(act(heard(['ready', 'published', 'draft'], { floor: 2 }))).toBe('present r1');
    expect(act(heard(['ready'], { floor: null }))).toBe('present r1');
  });

  it('says when nothing is ready', () => {
    expect(act(heard([], { floor: null }))).toBe('nothing_ready');
    expect(act(heard(['draft'], { floor: null }))).toBe('nothing_ready');
  });

  it('waits for the round that a result asks for instead of ending the meeting', () => {
    const tied: RoundResult = { ...VALID, next: { kind: 'runoff', items: ['a', 'b'], seats: 1 } };
    const results: [RoundState, RoundResult, string][] = [
      ['published', tied, 'round_to_prepare'],
      ['published', { ...VALID, next: { kind: 'vacant', seats: 1 } }, 'end'],
      [
        'void',
        { format: VALID.format, round: 'void', papers: { collected: 46 } },
        'round_to_prepare',
      ],
    ];
    for (const [state, result, is] of results) {
      expect(act(heard([state], { counts: { r1: counted(result) } }))).toBe(is);
    }
  });
});

describe('what stands against opening', () => {
  const obstacle = (facts: Heard) => {
    const { next } = situationOf(facts);
    return 'obstacle' in next ? next.obstacle : null;
  };

  it('counts who is missing for the quorum: 应到 45 实到 28，还差 2 人', () => {
    expect(obstacle(heard(['ready'], { present: 28 }))).toEqual({
      code: 'quorum_missing',
      enrolled: 45,
      present: 28,
      needed: 30,
      missing: 2,
      quorate: false,
      papers: null,
    });
    expect(obstacle(heard(['ready'], { present: 30 }))).toBeNull();
  });

  it('names the round that still has the floor', () => {
    const choice = { roundId: 'r2', floorId: 'r1' };
    expect(obstacle(heard(['tallied', 'ready'], { choice }))).toMatchObject({
      code: 'another_round_open',
      round: { id: 'r1' },
    });
    // A box whose count failed holds up nobody.
    expect(obstacle(heard(['closed', 'ready'], { choice }))).toBeNull();
  });
});

describe('what stands against announcing', () => {
  const against = (signing: { version: number; signed: number; needed: number }, read = true) => {
    const counts = read ? { r1: counted(VALID) } : {};
    const { next } = situationOf(heard(['tallied'], { signing, counts }));
    return 'obstacle' in next ? next.obstacle : next;
  };

  it('is a signature that is missing, where scrutineers sign', () => {
    expect(against({ version: 1, signed: 1, needed: 3 })).toEqual({
      code: 'signatures_missing',
      signed: 1,
      needed: 3,
    });
    expect(against({ version: 1, signed: 3, needed: 3 })).toBeNull();
    expect(against({ version: 1, signed: 0, needed: 0 })).toBeNull();
  });

  it('is a count that nobody has seen here: none, or one that was made anew', () => {
    expect(against({ version: 1, signed: 0, needed: 0 }, false)).toEqual({ code: 'count_unread' });
    expect(against({ version: 2, signed: 0, needed: 0 })).toEqual({ code: 'count_unread' });
  });
});

describe('the round at hand', () => {
  const hand = (facts: Heard) => situationOf(facts).atHand?.id;

  it('is the one taking votes, whatever was chosen', () => {
    const choice = { roundId: 'r1', floorId: 'r2' };
    expect(hand(heard(['published', 'voting'], { floor: 2, choice }))).toBe('r2');
  });

  it('is the one chosen, until anybody puts another on the floor', () => {
    const choice = { roundId: 'r1', floorId: 'r2' };
    expect(hand(heard(['closed', 'ready'], { floor: 2, choice }))).toBe('r1');
    expect(hand(heard(['closed', 'ready', 'ready'], { floor: 3, choice }))).toBe('r3');
  });

  it('comes back to a box that still waits to be counted', () => {
    expect(hand(heard(['closed', 'published'], { floor: 2 }))).toBe('r1');
  });
});

describe('two reports of one round', () => {
  const state = (live: RoundState, answered: RoundState) =>
    situationOf(heard([answered], { live: [live] })).atHand?.state;

  it('takes the one further along: a round never goes back (V12)', () => {
    expect(state('voting', 'closed')).toBe('closed');
    expect(state('closed', 'voting')).toBe('closed');
    expect(state('announced', 'tallied')).toBe('announced');
  });

  it('takes the live one before opening: staff may take a ready round back', () => {
    expect(state('ready', 'draft')).toBe('ready');
  });

  it('knows of the start before the picture does, and never of a restart', () => {
    const meeting = (live: (typeof MEETING_STATES)[number], answered: Heard['answeredMeeting']) =>
      situationOf(heard([], { meeting: live, answeredMeeting: answered })).meeting;
    expect(meeting('preparing', 'in_session')).toBe('in_session');
    expect(meeting('closed', 'in_session')).toBe('closed');
    expect(meeting('in_session', 'closed')).toBe('closed');
    expect(meeting('in_session', null)).toBe('in_session');
  });
});

it('judges the quorum after opening by the roll as it was then', () => {
  const { quorum, quorumAtOpening } = situationOf(heard(['voting'], { present: 28 }));
  expect(quorum?.quorate).toBe(false);
  expect(quorumAtOpening).toMatchObject({ present: 40, needed: 30, quorate: true });
});
