import type { RoomView } from '$contract/room.ts';

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
    },
    roll: { enrolled: 45, present: 40, onLeave: 2 },
    agenda: [],
    round: null,
    tally: {
      roundId: '00000000-0000-4000-8000-000000000002',
      electors: 40,
      papers,
      shownPapers: 0,
      items: null,
    },
    result: null,
  };
}
