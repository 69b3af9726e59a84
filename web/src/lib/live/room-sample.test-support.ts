import type { RoomView, RoundState } from '$contract/room/schemas.ts';
import { roundDefinition } from '$domain/round/definition.ts';

const MEETING = '00000000-0000-4000-8000-000000000001';

/** A room's picture for tests, with the given number of papers in the box. */
export function sampleView(papers = 0, meetingId = MEETING): RoomView {
  return {
    meeting: {
      id: meetingId,
      title: '样例会议',
      place: '',
      startsAt: '2026-03-05T01:00:00Z',
      state: 'in_session',
      assembly: { name: '样例街道', kind: 'subdistrict' },
      sample: true,
      screenTheme: 'light',
      quorum: [],
    },
    roll: { enrolled: 45, present: 40, onLeave: 2 },
    agenda: [],
    round: null,
    tally: {
      roundId: SAMPLE_ROUND,
      electors: 40,
      papers,
      shownPapers: 0,
      items: null,
    },
    result: null,
  };
}

export const SAMPLE_ROUND = '00000000-0000-4000-8000-000000000002';

/** A round of two items on the floor, in the given state. */
export function sampleRound(state: RoundState): NonNullable<RoomView['round']> {
  const items = [{ id: 'a' }, { id: 'b' }];
  return {
    id: SAMPLE_ROUND,
    position: 1,
    title: '样例表决',
    state,
    display: 'live',
    medium: 'tablet',
    boxPublication: 'off',
    follows: null,
    signing: null,
    resultDiffers: false,
    shownGroup: null,
    definition: roundDefinition.parse({ kind: 'choose', seats: 1, items, majority: [] }),
    facts: {},
    roll: null,
    openedAt: null,
  };
}
