import { route } from '../common/route.ts';
import { Meeting, MeetingBody, MeetingList, MeetingPatch } from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/meetings',
  says: 'All meetings of the assembly, newest first.',
  may: 'meeting.read',
  gives: MeetingList,
});

export const read = route({
  method: 'GET',
  path: '/meetings/:id',
  says: 'One meeting.',
  may: 'meeting.read',
  gives: Meeting,
});

export const add = route({
  method: 'POST',
  path: '/meetings',
  says: 'Calls a meeting.',
  may: 'meeting.write',
  body: MeetingBody,
  gives: Meeting,
});

export const change = route({
  method: 'PATCH',
  path: '/meetings/:id',
  says: 'Changes title, place, time or quorum until the meeting is over.',
  may: 'meeting.write',
  body: MeetingPatch,
  gives: Meeting,
  refuses: ['wrong_state'],
});

export const start = route({
  method: 'POST',
  path: '/meetings/:id/start',
  says: 'Opens the meeting (宣布开会), where its quorum is present.',
  may: 'meeting.start',
  gives: Meeting,
  refuses: ['wrong_state', 'quorum_not_met', 'another_round_open'],
});

export const end = route({
  method: 'POST',
  path: '/meetings/:id/end',
  says: 'Closes the meeting (宣布闭会).',
  may: 'meeting.start',
  gives: Meeting,
  refuses: ['wrong_state', 'another_round_open'],
});
