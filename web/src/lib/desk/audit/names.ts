import { MeetingList } from '$contract/meetings.ts';
import { PeopleList } from '$contract/people.ts';
import { RoundList } from '$contract/rounds.ts';
import type { Api } from '#lib/api/index.ts';

/** What ids in the log stand for: a person's name, a meeting's or a round's title. */
export type Names = ReadonlyMap<string, string>;

/** Reads the names once. What can't be read stays an id: the log is readable without. */
export async function readNames(api: Api): Promise<Names> {
  const names = new Map<string, string>();
  const [people, meetings] = await Promise.all([
    api.get('/api/people', PeopleList),
    api.get('/api/meetings', MeetingList),
  ]);
  if (people.ok) for (const { id, name } of people.value.people) names.set(id, name);
  if (!meetings.ok) return names;
  for (const { id, title } of meetings.value.meetings) names.set(id, title);
  const lists = await Promise.all(
    meetings.value.meetings.map(({ id }) => api.get(`/api/meetings/${id}/rounds`, RoundList)),
  );
  for (const list of lists) {
    if (list.ok) for (const { id, title } of list.value.rounds) names.set(id, title);
  }
  return names;
}
