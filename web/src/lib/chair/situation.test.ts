import { describe, expect, it } from 'vitest';
import type { BoxStatus } from '../../../../server/contract/paper/schemas.ts';
import type { MeetingQuorum, RoomView } from '../../../../server/contract/room/schemas.ts';
import type { Round } from '../../../../server/contract/rounds/schemas.ts';
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
    shownGroup: null,
    definition,
    facts: {},
    roll: opened ? frozen : null,
    medium: 'tablet',
    boxPublication: 'off',
    box: null,
    signaturesRequired: null,
    predecessorId: null,
    replacedBy: null,
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
    meetingQuorum?: MeetingQuorum;
    live?: RoundState[];
    signing?: { version: number; signed: number; needed: number };
    /** The round at this place follows the one at that place. */
    follows?: [number, number, Round['origin']];
    /** What all rounds are besides. */
    all?: Partial<Round>;
  } & Partial<
    Pick<Heard, 'choice' | 'counts' | 'answeredMeeting' | 'signatures' | 'boxes' | 'readiness'>
  > = {},
): Heard {
  const made = (state: RoundState, index: number): Round => {
    const [place, after, origin = null] = more.follows ?? [];
    const follows = place === index + 1 ? { predecessorId: `r${after}`, origin } : {};
    return { ...round(index + 1, state), ...more.all, ...follows };
  };
  const rounds = states.map(made);
  const live = (more.live ?? states).map(made);
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
      screenTheme: 'light',
      quorum: more.meetingQuorum ?? [],
    },
    roll: { enrolled: 45, present: more.present ?? 40, onLeave: 2 },
    agenda: live
      .filter(({ state }) => state !== 'draft')
      .map(({ id, position, title, state }) => ({ id, position, title, state, box: null })),
    round:
      floor === undefined
        ? null
        : {
            ...floor,
            shownGroup: null,
            follows: null,
            signing: more.signing ?? null,
            resultDiffers: false,
          },
    tally: null,
    result: null,
  };
  return {
    view,
    rounds,
    answeredMeeting: more.answeredMeeting ?? null,
    counts: more.counts ?? {},
    signatures: more.signatures ?? {},
    boxes: more.boxes ?? {},
    readiness: more.readiness ?? {},
    decisions: null,
    choice: more.choice ?? null,
  };
}

function counted(result: RoundResult): Count {
  const roll = { ...frozen, collected: result.papers.collected };
  return {
    version: 1,
    madeAt: '2026-03-05T09:50:00.000Z',
    documentSha256: '0',
    current: true,
    roll,
    reason: null,
    result,
    heldBack: null,
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
    inquorate: 'follow r1',
    void: 'follow r1',
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

  it('waits for the meeting’s own quorum before the start', () => {
    const meetingQuorum = [{ of: 'enrolled' as const, fraction: '2/3', strict: true }];
    const few = situationOf(heard([], { meeting: 'preparing', meetingQuorum, present: 30 }));
    expect(few.next).toMatchObject({
      act: 'start',
      obstacle: { code: 'quorum_missing', enrolled: 45, present: 30, needed: 31, missing: 1 },
    });
    const enough = situationOf(heard([], { meeting: 'preparing', meetingQuorum, present: 31 }));
    expect(enough.next).toEqual({ act: 'start', obstacle: null });
  });

  it('after the end names no round to be made: nothing could be', () => {
    const voided = situationOf(heard(['void'], { meeting: 'closed' }));
    expect(voided).toMatchObject({ follow: null, next: { act: null, why: 'meeting_closed' } });
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

  it('makes the round that a result asks for instead of ending the meeting', () => {
    const tied: RoundResult = { ...VALID, next: { kind: 'runoff', items: ['a', 'b'], seats: 1 } };
    const results: [RoundState, RoundResult, string][] = [
      ['published', tied, 'follow r1'],
      // The room waits for the next vote; the public web page can wait.
      ['announced', tied, 'follow r1'],
      ['tallied', tied, 'announce r1'],
      ['published', { ...VALID, next: { kind: 'vacant', seats: 1 } }, 'end'],
      ['void', { format: VALID.format, round: 'void', papers: { collected: 46 } }, 'follow r1'],
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
      afterVoting: false,
      papers: null,
      constituency: false,
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

describe('a by-election (补选)', () => {
  const byElection = roundDefinition.parse({
    kind: 'election',
    seats: 1,
    items: [{ id: 'a' }, { id: 'b' }],
    quorum: [{ of: 'registered', fraction: '1/2', strict: true }],
    majority: [{ base: 'collected', fraction: '1/2', strict: true }],
  });
  const all = { medium: 'figures' as const, definition: byElection, roll: null };

  it('has a quorum that is known after voting, whoever is present in the meeting', () => {
    for (const present of [0, 40]) {
      const { quorum, next } = situationOf(heard(['ready'], { all, present }));
      expect(quorum).toMatchObject({ needed: 0, quorate: true, afterVoting: true, papers: null });
      expect(next).toMatchObject({ act: 'open', obstacle: null });
    }
  });

  it('needs more than half of the voters that were counted, not of the roll', () => {
    const count = counted(VALID);
    const counts = { r1: { ...count, roll: { ...count.roll, enrolled: 1000 } } };
    const { quorum } = situationOf(heard(['tallied'], { all, counts }));
    expect(quorum).toMatchObject({ afterVoting: true, papers: 501, constituency: true });
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
      missing: 2,
    });
    expect(against({ version: 1, signed: 3, needed: 3 })).toBeNull();
    expect(against({ version: 1, signed: 0, needed: 0 })).toBeNull();
  });

  it('is a count that nobody has seen here: none, or one that was made anew', () => {
    expect(against({ version: 1, signed: 0, needed: 0 }, false)).toEqual({ code: 'count_unread' });
    expect(against({ version: 2, signed: 0, needed: 0 })).toEqual({ code: 'count_unread' });
  });
});

describe('a result that is no longer what was counted', () => {
  it.each(['tallied', 'signed', 'announced'] as const)('stops the ceremony when %s', (state) => {
    const here = heard([state], {
      signing: { version: 1, signed: 0, needed: 2 },
      counts: { r1: counted(VALID) },
    });
    const { view } = here;
    const differs = { ...here, view: { ...view, round: { ...view.round!, resultDiffers: true } } };
    expect(situationOf(differs)).toMatchObject({
      mayPublish: false,
      next: { obstacle: { code: 'result_differs' } },
    });
  });
});

describe('a count that is signed off the floor', () => {
  const officer = (personId: string) => ({
    personId,
    name: personId,
    office: 'scrutineer' as const,
  });
  const facts = (signed: string[], version = 1) =>
    heard(['tallied', 'ready'], {
      floor: 2,
      choice: { roundId: 'r1', floorId: 'r2' },
      all: { signaturesRequired: true },
      counts: { r1: counted(VALID) },
      signatures: {
        r1: {
          version,
          log: { seq: 1, hash: '' },
          required: [officer('a'), officer('b')],
          signed: signed.map((one) => ({ ...officer(one), signedAt: '2026-03-05T09:55:00.000Z' })),
        },
      },
    });

  it('is judged by the signatures that were read, as nobody else tells of them', () => {
    expect(situationOf(facts(['a'])).next).toMatchObject({
      obstacle: { code: 'signatures_missing', missing: 1 },
    });
    expect(situationOf({ ...facts([]), signatures: {} }).next).toMatchObject({
      obstacle: { code: 'signatures_unread' },
    });
  });

  it('is read again when the signatures are of a newer version', () => {
    expect(situationOf(facts([], 2)).countMissing).toBe(true);
    expect(situationOf(facts([], 1)).countMissing).toBe(false);
  });
});

describe('paper ballots', () => {
  const box: BoxStatus = {
    medium: 'mixed',
    tabletElectors: 30,
    paperElectors: 10,
    tabletPapers: 30,
    stock: null,
    tellers: [],
    differences: null,
    setAside: [],
    figureDifferences: null,
    ready: false,
    waitingFor: 'stock',
  };
  const obstacle = (medium: Round['medium'], boxes: Heard['boxes']) => {
    const { next } = situationOf(heard(['closed'], { all: { medium }, boxes }));
    return 'obstacle' in next ? next.obstacle : next;
  };

  it('hold up the count as long as the tellers owe something', () => {
    expect(obstacle('mixed', {})).toEqual({ code: 'box_unread' });
    expect(obstacle('mixed', { r1: box })).toEqual({ code: 'box_not_ready', waitingFor: 'stock' });
    expect(obstacle('paper', { r1: { ...box, waitingFor: null, ready: true } })).toBeNull();
    expect(obstacle('tablet', {})).toBeNull();
  });

  it('hold up the announcement while a teller has opened an entry again', () => {
    const boxes = { r1: { ...box, waitingFor: 'entries' as const } };
    const counts = { r1: counted(VALID) };
    const { next } = situationOf(heard(['tallied'], { all: { medium: 'mixed' }, boxes, counts }));
    expect(next).toMatchObject({
      act: 'recount',
      obstacle: { code: 'box_not_ready', waitingFor: 'entries' },
    });
  });

  it('have the count made again once something was corrected after it, before anybody signs', () => {
    const boxes = { r1: { ...box, ready: true, waitingFor: null } };
    const all = { medium: 'mixed' as const, signaturesRequired: true };
    const nextOf = (current: boolean) =>
      situationOf(
        heard(['tallied'], { all, boxes, counts: { r1: { ...counted(VALID), current } } }),
      ).next;
    expect(nextOf(false)).toMatchObject({ act: 'recount', obstacle: null });
    expect(nextOf(true)).toMatchObject({ act: 'announce' });
  });
});

describe('a round that follows another', () => {
  const tied: RoundResult = { ...VALID, next: { kind: 'runoff', items: ['a', 'b'], seats: 1 } };
  const counts = { r1: counted(tied) };

  it('is made once, then presented before what is next on the agenda', () => {
    const made = { counts, follows: [3, 1, 'runoff'] as [number, number, 'runoff'] };
    const states = ['announced', 'ready', 'ready'] as RoundState[];
    expect(act(heard(states, { counts }))).toBe('follow r1');
    expect(act(heard(states, made))).toBe('present r3');
    expect(situationOf(heard(states, made))).toMatchObject({ follow: null, mayPublish: true });
    expect(act(heard(['announced', 'ready', 'draft'], made))).toBe('publish r1');
    expect(act(heard(['published', 'published', 'draft'], made))).toBe('round_to_prepare');
  });

  it('is not made after the end of the meeting', () => {
    expect(act(heard(['announced'], { counts, meeting: 'closed' }))).toBe('publish r1');
    expect(act(heard(['void'], { meeting: 'closed' }))).toBe('meeting_closed');
  });

  it('comes back to an announced result that nobody published, unless a new vote replaced it', () => {
    const hand = (origin: Round['origin']) =>
      situationOf(heard(['announced', 'published'], { floor: 2, follows: [2, 1, origin] })).atHand
        ?.id;
    expect(hand('runoff')).toBe('r1');
    expect(hand('revote')).toBe('r2');
  });

  it('takes the place of a box that can’t be counted', () => {
    const follows: [number, number, 'revote'] = [2, 1, 'revote'];
    const choice = { roundId: 'r1', floorId: 'r1' };
    expect(act(heard(['closed', 'ready'], { follows, choice }))).toBe('present r2');
    expect(act(heard(['closed', 'published'], { follows, floor: 2 }))).toBe('end');
    expect(act(heard(['closed', 'ready'], { follows, choice, meeting: 'closed' }))).toBe(
      'meeting_closed',
    );
  });

  it('takes the place of a signed result, which holds up others until the new vote is open', () => {
    const follows: [number, number, 'revote'] = [2, 1, 'revote'];
    const at = (...[states, place]: [RoundState[], number]) =>
      situationOf(heard(states, { follows, choice: { roundId: `r${place}`, floorId: 'r1' } })).next;
    expect(at(['signed', 'ready', 'ready'], 1)).toMatchObject({
      act: 'present',
      round: { id: 'r2' },
      obstacle: null,
    });
    expect(at(['signed', 'ready', 'ready'], 2)).toMatchObject({ act: 'open', obstacle: null });
    expect(at(['signed', 'ready', 'ready'], 3)).toMatchObject({
      obstacle: { code: 'another_round_open', round: { id: 'r1' } },
    });
    expect(at(['signed', 'void', 'ready'], 3)).toMatchObject({ act: 'open', obstacle: null });
  });

  it('is judged by the roll of the one before: who came later doesn’t count', () => {
    const roll = { enrolled: 45, present: 29, needed: 30, quorate: false, smallClasses: [] };
    const facts = heard(['announced', 'ready'], {
      floor: 2,
      follows: [2, 1, 'runoff'],
      readiness: { r2: roll },
    });
    expect(situationOf(facts).quorum).toMatchObject({ present: 29, missing: 1, quorate: false });
    expect(situationOf({ ...facts, readiness: {} }).quorum).toMatchObject({ present: 40 });
  });
});

describe('what is open for a reason', () => {
  it.each(ROUND_STATES)('in a round that is %s', (state) => {
    const revote = ['closed', 'signed', 'announced', 'published'].includes(state);
    expect(situationOf(heard([state]))).toMatchObject({
      mayRevote: revote,
      mayRecount: state === 'tallied',
    });
    expect(situationOf(heard([state], { meeting: 'closed' })).mayRevote).toBe(false);
    const replaced = heard([state, 'ready'], {
      follows: [2, 1, 'revote'],
      choice: { roundId: 'r1', floorId: 'r1' },
    });
    if (state !== 'draft') expect(situationOf(replaced).mayRevote).toBe(false);
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
