import { describe, expect, it } from 'vitest';
import { QUORUM_PROFILES } from '../../../../server/domain/quorum.ts';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { MEETING_STATES } from '../../../../server/domain/states/meeting.ts';
import { ROUND_STATES } from '../../../../server/domain/states/round.ts';
import { format } from '../i18n/compile.ts';
import { zh } from '../i18n/zh/index.ts';
import { confirmationOf, isAsked, type ConfirmationFacts } from './confirmation.ts';
import { elapsedText } from './elapsed.ts';
import { groupMeetings } from './meetings.ts';
import type { Act } from './next-step.ts';
import { papersNeeded, quorumOf, quorumOfConstituency } from './quorum.ts';
import type { Say } from '../i18n/say.ts';
import { isDone, wordOf } from './word.ts';

const say: Say = (key, values) => format(zh[key], 'zh-CN', values);

describe('quorumOf', () => {
  // 乡镇 (two thirds or more) and 居民议事代表 (more than two thirds), both of 60.
  it.each([
    [false, 40, 40, true],
    [true, 40, 41, false],
    [true, 41, 41, true],
  ])('strict=%s, %i of 60 present: %i needed', (strict, present, needed, quorate) => {
    const quorum = [{ of: 'enrolled' as const, fraction: '2/3', strict }];
    expect(quorumOf({ quorum }, { enrolled: 60, present })).toMatchObject({
      needed,
      quorate,
      papers: null,
    });
  });

  it('asks the most of several rules, and nothing without one', () => {
    const rule = (fraction: string) => ({ of: 'enrolled' as const, fraction, strict: false });
    const quorum = [rule('1/2'), rule('3/4')];
    expect(quorumOf({ quorum }, { enrolled: 40, present: 29 })).toMatchObject({
      needed: 30,
      missing: 1,
      quorate: false,
    });
    expect(quorumOf({ quorum: [] }, { enrolled: 40, present: 0 })).toMatchObject({
      needed: 0,
      quorate: true,
    });
  });

  it('knows the quorum of those taking part only from the papers', () => {
    const quorum = [{ of: 'registered' as const, fraction: '1/2', strict: true }];
    expect(quorumOf({ quorum }, { enrolled: 10, present: 1 })).toMatchObject({
      needed: 0,
      quorate: true,
      papers: 6,
    });
    expect(papersNeeded({ quorum }, { enrolled: 10, papers: 5 })).toEqual({
      needed: 6,
      missing: 1,
      reached: false,
    });
    expect(papersNeeded({ quorum: [] }, { enrolled: 10, papers: 5 })).toBeNull();
  });
});

describe('asking before what can’t be undone', () => {
  const nothing: ConfirmationFacts = {
    round: null,
    quorum: null,
    turnout: null,
    count: null,
    meetingQuorum: quorumOf(
      { quorum: [...QUORUM_PROFILES.Q_2_3_GT] },
      { enrolled: 66, present: 50 },
    ),
    unfinished: [],
  };

  it('asks for the start, opening, closing, announcing, publishing and ending, and for nothing else', () => {
    const acts: Act[] = [
      'start',
      'present',
      'open',
      'close',
      'count',
      'announce',
      'publish',
      'end',
    ];
    expect(acts.filter(isAsked)).toEqual(['start', 'open', 'close', 'announce', 'publish', 'end']);
  });

  it('says how many have not voted, and nothing of it when all have', () => {
    const turnout = { papers: 40, electors: 42 };
    const asked = confirmationOf('close', { ...nothing, turnout }, say);
    expect(asked.warning).toBe('还有 2 人没有投票');
    expect(asked.lines[0]).toBe('应投 42 人，已投 40 人。');
    const all = { ...nothing, turnout: { papers: 42, electors: 42 } };
    expect(confirmationOf('close', all, say).warning).toBeNull();
  });

  it('says whom opening fixes as electors', () => {
    const definition = roundDefinition.parse({
      kind: 'each',
      items: [{ id: 'a' }, { id: 'b' }],
      majority: [],
      quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
    });
    const quorum = quorumOf(definition, { enrolled: 45, present: 42 });
    const [line] = confirmationOf('open', { ...nothing, quorum }, say).lines;
    expect(line).toBe('投票人名单固定为现在实到的 42 人（应到 45 人，法定人数 30 人）。');
  });

  it('fixes nobody of the meeting where a constituency votes', () => {
    const definition = roundDefinition.parse({
      kind: 'election',
      seats: 1,
      items: [{ id: 'a' }],
      majority: [],
      quorum: [{ of: 'registered', fraction: '1/2', strict: true }],
    });
    const quorum = quorumOfConstituency(definition, { enrolled: 45, present: 42 }, null);
    const { lines } = confirmationOf('open', { ...nothing, quorum }, say);
    expect(lines[0]).toMatch(/^由选区选民投票/);
    expect(lines.join()).not.toMatch(/实到|签到后|之后才签到/);
  });

  it('names what is unfinished before the end', () => {
    const unfinished = [
      { id: 'r1', title: '甲', left: 'sign' as const },
      { id: 'r2', title: '乙', left: 'publish' as const },
    ];
    const asked = confirmationOf('end', { ...nothing, unfinished }, say);
    expect(asked.warning).toBe('还有 2 项没有结束');
    expect(asked.lines.slice(0, 2)).toEqual(['甲：监票人签名不齐，没有宣布', '乙：结果没有公布']);
  });

  it('says the quorum before the meeting is opened, and asks plainly where there is none', () => {
    const { warning, lines } = confirmationOf('start', nothing, say);
    expect(warning).toBeNull();
    expect(lines[0]).toBe('应到 66 人，实到 50 人，法定人数 45 人，已达到。');
    const meetingQuorum = quorumOf({ quorum: [] }, { enrolled: 66, present: 8 });
    expect(confirmationOf('start', { ...nothing, meetingQuorum }, say).warning).toBe(
      '本次会议不设法定人数，现在实到 8 人（应到 66 人）。确定现在开会？',
    );
  });
});

describe('wordOf', () => {
  it('calms when somebody else was first', () => {
    const error = (state: string) => ({ code: 'wrong_state' as const, detail: { state } });
    expect(wordOf('close', error('closed'))).toEqual({ kind: 'overtaken', act: 'close' });
    expect(wordOf('close', error('tallied'))).toEqual({ kind: 'overtaken', act: 'close' });
    expect(wordOf('end', error('closed'))).toEqual({ kind: 'overtaken', act: 'end' });
    expect(wordOf('open', error('draft'))).toEqual({ kind: 'moved', state: 'round.state.draft' });
    expect(wordOf('present', error('voting'))).toEqual({
      kind: 'moved',
      state: 'round.state.voting',
    });
    expect(wordOf('open', { code: 'wrong_state' })).toEqual({ kind: 'moved', state: null });
  });

  it('claims nothing when no answer came', () => {
    expect(wordOf('close', { code: 'offline' })).toEqual({ kind: 'doubt', act: 'close' });
  });

  it('sounds the alarm of V6', () => {
    expect(wordOf('count', { code: 'tally_differs' })).toEqual({ kind: 'alarm' });
  });

  it('knows that somebody else made the next round, and that one can’t go on beside it', () => {
    const error = { code: 'follows_already' as const, detail: { roundId: 'r2' } };
    expect(wordOf('follow', error)).toEqual({ kind: 'overtaken', act: 'follow' });
    expect(wordOf('announce', error)).toEqual({ kind: 'failure', error });
  });

  it('calls an act done in every state that follows from it, and in no earlier one', () => {
    const order = ROUND_STATES.filter((state) => state !== 'draft' && state !== 'ready');
    const done = (act: Act) => order.filter((state) => isDone(act, 'in_session', state));
    expect(done('open')).toEqual(order);
    expect(done('close')).toEqual(order.slice(1));
    expect(done('count')).toEqual(order.slice(2));
    expect(done('announce')).toEqual(['announced', 'published']);
    expect(done('publish')).toEqual(['published']);
    expect(MEETING_STATES.filter((state) => isDone('start', state, null))).toEqual([
      'in_session',
      'closed',
    ]);
  });
});

describe('groupMeetings', () => {
  const now = new Date(2026, 2, 5, 8, 0);
  const meeting = (title: string, startsAt: Date, state: (typeof MEETING_STATES)[number]) => ({
    id: title,
    title,
    place: '',
    startsAt: startsAt.toISOString(),
    state,
    roll: { enrolled: 0, present: 0, onLeave: 0 },
    quorum: [],
    rounds: 0,
  });

  it('puts those in session first, then today’s, then the nearest to come, then the latest that were', () => {
    const groups = groupMeetings(
      [
        meeting('next year', new Date(2027, 0, 1), 'preparing'),
        meeting('tomorrow', new Date(2026, 2, 6), 'preparing'),
        meeting('today', new Date(2026, 2, 5, 14), 'preparing'),
        meeting('still in session', new Date(2026, 2, 4), 'in_session'),
        meeting('long ago', new Date(2025, 0, 1), 'closed'),
        meeting('this morning', new Date(2026, 2, 5, 7), 'closed'),
      ],
      now,
    );
    expect(groups.map(({ when, meetings }) => [when, meetings.map(({ title }) => title)])).toEqual([
      ['now', ['still in session', 'today']],
      ['upcoming', ['tomorrow', 'next year']],
      ['past', ['this morning', 'long ago']],
    ]);
  });
});

it.each([
  [-5_000, '0:00'],
  [59_999, '0:59'],
  [754_000, '12:34'],
  [3_605_000, '1:00:05'],
])('writes %i ms as %s', (ms, text) => {
  expect(elapsedText(ms)).toBe(text);
});
