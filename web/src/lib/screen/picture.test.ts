import { describe, expect, it } from 'vitest';
import { RoundState, type RoomView } from '../../../../server/contract/room/schemas.ts';
import { SAMPLE_ROUND as id, sampleRound, sampleView } from '../live/room-sample.test-support.ts';
import { screenPicture, type ScreenPicture } from './picture.ts';

function room(state: RoundState, over: Partial<RoomView> = {}): RoomView {
  return { ...sampleView(), round: sampleRound(state), ...over };
}
const tally = (shownPapers: number) => ({
  roundId: id,
  electors: 40,
  papers: 9,
  shownPapers,
  items: [
    { id: 'a', for: shownPapers, against: 0, abstain: 0, void: 0, share: null, percent: null },
  ],
});
const result: RoomView['result'] = {
  roundId: id,
  result: { format: 'gongyi-result/1', round: 'void', papers: { collected: 0 } },
  heldBack: null,
};

const expected: Record<RoundState, ScreenPicture> = {
  draft: 'presence',
  ready: 'ballot',
  voting: 'turnout',
  closed: 'closed',
  inquorate: 'failed',
  void: 'failed',
  tallied: 'closed',
  signed: 'closed',
  announced: 'result',
  published: 'result',
};

describe('screenPicture', () => {
  it.each(RoundState.options)('round %s', (state) => {
    expect(screenPicture(room(state, { result }))).toBe(expected[state]);
  });

  it('shows figures only when some were let out, and never another round’s', () => {
    expect(screenPicture(room('voting', { tally: tally(5) }))).toBe('tally');
    expect(screenPicture(room('voting', { tally: tally(0) }))).toBe('turnout');
    const other = { ...tally(5), roundId: '00000000-0000-4000-8000-000000000009' };
    expect(screenPicture(room('voting', { tally: other }))).toBe('turnout');
  });

  it('shows no result before it is there, and never another round’s', () => {
    expect(screenPicture(room('announced'))).toBe('closed');
    const other = { ...result!, roundId: '00000000-0000-4000-8000-000000000009' };
    expect(screenPicture(room('announced', { result: other }))).toBe('closed');
  });

  it('follows the meeting before any round', () => {
    const meeting = (state: RoomView['meeting']['state']) => ({
      ...room('voting'),
      meeting: { ...sampleView().meeting, state },
    });
    expect(screenPicture(meeting('preparing'))).toBe('welcome');
    expect(screenPicture(meeting('closed'))).toBe('adjourned');
    expect(screenPicture({ ...sampleView(), round: null })).toBe('presence');
  });
});
