import { describe, expect, it } from 'vitest';
import type { RoomView, SelfView } from '../../../../server/contract/room/schemas.ts';
import { RoundState } from '../../../../server/contract/room/schemas.ts';
import type { CastState } from '../live/cast-machine.ts';
import { SAMPLE_ROUND as id, sampleRound, sampleView } from '../live/room-sample.test-support.ts';
import { tabletPicture, type TabletPicture } from './picture.ts';

const ids = { castId: id, receipt: id };
const casts = {
  none: undefined,
  marking: { name: 'marking', marks: {} },
  reviewing: { name: 'reviewing', marks: {} },
  sending: { name: 'sending', marks: {}, ...ids },
  unknown: { name: 'unknown', marks: {}, ...ids },
  confirmed: { name: 'confirmed', ...ids },
  refused: { name: 'refused', marks: null, code: 'round_not_open', ...ids },
} as const satisfies Record<string, CastState | undefined>;
type CastName = keyof typeof casts;

function room(state: RoundState): RoomView {
  const announced = state === 'announced' || state === 'published';
  return {
    ...sampleView(),
    round: sampleRound(state),
    result: announced
      ? {
          roundId: id,
          result: { format: 'gongyi-result/1', round: 'void', papers: { collected: 0 } },
          heldBack: null,
        }
      : null,
  };
}
const person = (elector: boolean, voted = false): SelfView => ({
  personId: id,
  name: '样例代表',
  class: 'deputy',
  entitled: true,
  present: true,
  onPaper: false,
  office: null,
  round: { id, elector, voted },
});

/** What an elector who has not voted sees, by the round's state and the cast's. */
const own = { marking: 'marking', reviewing: 'reviewing' } as const;
const settled = { confirmed: 'confirmed', refused: 'refused' } as const;
const pending = { sending: 'sending', unknown: 'unknown' } as const;
const all = (picture: TabletPicture) => ({ none: picture, marking: picture, reviewing: picture });
const table: Record<RoundState, Record<CastName, TabletPicture>> = {
  draft: { ...all('waiting'), ...pending, confirmed: 'waiting', refused: 'waiting' },
  ready: { ...all('reading'), ...pending, confirmed: 'reading', refused: 'reading' },
  voting: { none: 'marking', ...own, ...pending, ...settled },
  closed: { ...all('closed_unsent'), ...pending, ...settled },
  inquorate: { ...all('closed_unsent'), ...pending, ...settled },
  void: { ...all('closed_unsent'), ...pending, ...settled },
  tallied: { ...all('closed_unsent'), ...pending, ...settled },
  signed: { ...all('closed_unsent'), ...pending, ...settled },
  announced: { ...all('result'), ...pending, confirmed: 'result', refused: 'result' },
  published: { ...all('result'), ...pending, confirmed: 'result', refused: 'result' },
};
const pairs = RoundState.options.flatMap((state) =>
  (Object.keys(casts) as CastName[]).map((cast) => ({ state, cast })),
);

it('says that the meeting is over rather than that a ballot will follow', () => {
  for (const state of ['void', 'inquorate'] as const) {
    const view = room(state);
    const over: RoomView = { ...view, meeting: { ...view.meeting, state: 'closed' } };
    for (const cast of [casts.none, casts.confirmed]) {
      expect(tabletPicture('live', over, person(true, true), cast)).toBe('waiting');
    }
  }
});

describe('tabletPicture', () => {
  it.each(pairs)('round $state × cast $cast', ({ state, cast }) => {
    expect(tabletPicture('live', room(state), person(true), casts[cast])).toBe(table[state][cast]);
  });

  it('tells who has no vote in this round', () => {
    expect(tabletPicture('live', room('voting'), person(false), undefined)).toBe('not_elector');
    expect(tabletPicture('live', room('closed'), person(false), undefined)).toBe('waiting');
  });

  it('tells who has voted on another device', () => {
    const voted = person(true, true);
    expect(tabletPicture('live', room('voting'), voted, casts.marking)).toBe('voted_elsewhere');
    expect(tabletPicture('live', room('closed'), voted, undefined)).toBe('voted_elsewhere');
  });

  it('sends electors of a paper round to the box', () => {
    const view = room('voting');
    const paper = { ...view, round: { ...sampleRound('voting'), medium: 'paper' as const } };
    expect(tabletPicture('live', paper, person(true), undefined)).toBe('paper');
    expect(tabletPicture('live', paper, person(false), undefined)).toBe('not_elector');
    const mixed = { ...view, round: { ...sampleRound('voting'), medium: 'mixed' as const } };
    expect(tabletPicture('live', mixed, person(true), undefined)).toBe('marking');
    const byHand = { ...person(true), onPaper: true };
    expect(tabletPicture('live', mixed, byHand, undefined)).toBe('paper');
    expect(tabletPicture('live', view, byHand, undefined)).toBe('marking');
  });

  it('shows officers their work once the box is closed, after what becomes of their own vote', () => {
    const officer = (office: SelfView['office']) => ({ ...person(true, true), office });
    const scrutineer = officer('scrutineer');
    expect(tabletPicture('live', room('voting'), officer('scrutineer'), casts.confirmed)).toBe(
      'confirmed',
    );
    expect(tabletPicture('live', room('closed'), scrutineer, casts.confirmed)).toBe('confirmed');
    expect(tabletPicture('live', room('tallied'), scrutineer, casts.confirmed)).toBe('sign');
    expect(tabletPicture('live', room('signed'), scrutineer, undefined)).toBe('sign');
    expect(tabletPicture('live', room('tallied'), scrutineer, casts.unknown)).toBe('unknown');
    expect(tabletPicture('live', room('announced'), scrutineer, undefined)).toBe('result');
    const teller = officer('teller');
    expect(tabletPicture('live', room('closed'), teller, casts.confirmed)).toBe('confirmed');
    const mixed = {
      ...room('closed'),
      round: { ...sampleRound('closed'), medium: 'mixed' as const },
    };
    expect(tabletPicture('live', mixed, teller, casts.confirmed)).toBe('enter');
  });

  it('waits for its own standing when the round is news', () => {
    const late = { ...person(true), round: null };
    expect(tabletPicture('live', room('voting'), late, undefined)).toBe('connecting');
  });

  it('goes on marking while the network is away', () => {
    expect(tabletPicture('stale', room('voting'), person(true), casts.marking)).toBe('marking');
  });

  it('puts signed out and a wrong version before everything', () => {
    expect(tabletPicture('signed_out', room('voting'), person(true), casts.sending)).toBe(
      'signed_out',
    );
    expect(tabletPicture('version_unsupported', null, null, undefined)).toBe('version_unsupported');
  });
});
