import type { z } from 'zod';
import { beijingDay } from '../i18n/beijing.ts';
import type { Meeting as MeetingSchema } from '$contract/meetings/schemas.ts';

type Meeting = z.infer<typeof MeetingSchema>;
export type MeetingGroup = { when: 'now' | 'upcoming' | 'past'; meetings: Meeting[] };

/**
 * Meetings as the presider looks for them: in session and today's first, then those to come (the nearest
 * first), then those that were (the latest first). Empty groups are left out.
 */
export function groupMeetings(meetings: readonly Meeting[], now: Date): MeetingGroup[] {
  const groups: Record<MeetingGroup['when'], Meeting[]> = { now: [], upcoming: [], past: [] };
  for (const meeting of meetings) {
    const startsAt = new Date(meeting.startsAt);
    const today = beijingDay(startsAt) === beijingDay(now) && meeting.state !== 'closed';
    if (meeting.state === 'in_session' || today) groups.now.push(meeting);
    else if (meeting.state === 'preparing' && startsAt > now) groups.upcoming.push(meeting);
    else groups.past.push(meeting);
  }
  const byStart = (a: Meeting, b: Meeting) => Date.parse(a.startsAt) - Date.parse(b.startsAt);
  const inSession = (meeting: Meeting) => (meeting.state === 'in_session' ? 0 : 1);
  groups.now.sort((a, b) => inSession(a) - inSession(b) || byStart(a, b));
  groups.upcoming.sort(byStart);
  groups.past.sort((a, b) => byStart(b, a));
  return (['now', 'upcoming', 'past'] as const)
    .map((when) => ({ when, meetings: groups[when] }))
    .filter((group) => group.meetings.length > 0);
}
