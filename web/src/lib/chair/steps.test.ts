import { describe, expect, it } from 'vitest';
import { MEETING_STATES } from '../../../../server/domain/states/meeting.ts';
import { ROUND_STATES, type RoundState } from '../../../../server/domain/states/round.ts';
import { STEPS, stepsOf, type StepStatus } from './steps.ts';

/** One letter a step: Done, Now, ahead (.), dropped (-), optional (o). */
const LETTER: Record<StepStatus, string> = {
  done: 'D',
  now: 'N',
  ahead: '.',
  dropped: '-',
  optional: 'o',
};
const decided = { rulesAdopted: true, officersAppointed: true };
const letters = (standing: Parameters<typeof stepsOf>[0]) =>
  stepsOf(standing)
    .map(({ status }) => LETTER[status])
    .join('');
/** Without the two steps that are optional, which come second. */
const written = (standing: Omit<Parameters<typeof stepsOf>[0], keyof typeof decided>) =>
  letters({ ...standing, ...decided }).replace(/^(.)../, '$1');

describe('the ceremony, step by step', () => {
  it('has its steps in the order of the ceremony', () => {
    expect(STEPS.join(' ')).toBe(
      'start rules officers present quorum open close count announce publish',
    );
  });

  const inSession: Record<RoundState, string> = {
    draft: 'DN......',
    ready: 'DDDN....',
    voting: 'DDDDN...',
    closed: 'DDDDDN..',
    inquorate: 'DDDDDD--',
    void: 'DDDDDD--',
    tallied: 'DDDDDDN.',
    signed: 'DDDDDDN.',
    announced: 'DDDDDDDN',
    published: 'DDDDDDDD',
  };
  it.each(ROUND_STATES)('in session, round %s', (round) => {
    expect(written({ meeting: 'in_session', round, quorate: true })).toBe(inSession[round]);
  });

  it('asks for the quorum before opening, and never again after', () => {
    expect(written({ meeting: 'in_session', round: 'ready', quorate: false })).toBe('DDN.....');
    expect(written({ meeting: 'in_session', round: 'voting', quorate: false })).toBe('DDDDN...');
  });

  it('shows what was decided by show of hands, and holds up nothing without it', () => {
    const standing = { meeting: 'in_session', round: 'ready', quorate: true } as const;
    const none = { rulesAdopted: false, officersAppointed: false };
    expect(letters({ ...standing, ...none })).toBe('DooDDN....');
    expect(letters({ ...standing, ...none, rulesAdopted: true })).toBe('DDoDDN....');
    expect(letters({ ...standing, ...decided })).toBe('DDDDDN....');
    expect(letters({ ...standing, ...none, meeting: 'preparing' })).toBe('N.........');
    expect(letters({ ...standing, ...none, meeting: 'closed' })).toBe('D--DD-----');
  });

  it('waits for a round to present', () => {
    expect(written({ meeting: 'in_session', round: null, quorate: false })).toBe('DN......');
  });

  const afterwards: Record<RoundState, string> = {
    ...inSession,
    draft: 'D-------',
    ready: 'DDD-----',
  };
  it.each(ROUND_STATES)('after the end, round %s', (round) => {
    expect(written({ meeting: 'closed', round, quorate: true })).toBe(afterwards[round]);
  });

  it.each(
    MEETING_STATES.flatMap((meeting) =>
      [null, ...ROUND_STATES].map((round) => ({ meeting, round })),
    ),
  )(
    'meeting $meeting, round $round: one step at most is now, those before it are done',
    ({ meeting, round }) => {
      for (const quorate of [true, false]) {
        const statuses = stepsOf({ meeting, round, quorate, ...decided }).map(
          ({ status }) => status,
        );
        const first = statuses.findIndex((status) => status !== 'done');
        expect(statuses.slice(first + 1)).not.toContain('now');
        if (first >= 0) expect(statuses.slice(first)).not.toContain('done');
        if (meeting === 'preparing') expect(statuses[0]).toBe('now');
        else expect(statuses[0]).toBe('done');
      }
    },
  );
});
