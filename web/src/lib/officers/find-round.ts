import * as roundsRoutes from '$contract/rounds/routes.ts';
import * as roomRoutes from '$contract/room/routes.ts';
import * as meetingsRoutes from '$contract/meetings/routes.ts';
import type { Answer, Api } from '#lib/api/index.ts';
import type { RoomView } from '$contract/room/schemas.ts';

export type FoundRound = Pick<
  NonNullable<RoomView['round']>,
  'id' | 'title' | 'state' | 'medium' | 'definition' | 'roll'
>;

/**
 * The round with this id, asked for at the desk: among the rounds of its meeting for those who may read them;
 * for a teller without that right from the room's picture, as long as it is on the floor. Without a meeting in
 * the address, every meeting in session is looked through.
 */
export async function findRound(
  api: Api,
  roundId: string,
  meetingId: string | null,
): Promise<Answer<FoundRound>> {
  const meetings =
    meetingId === null ? await inSession(api) : { ok: true as const, value: [meetingId] };
  if (!meetings.ok) return meetings;
  for (const id of meetings.value) {
    const listed = await api.call(roundsRoutes.list, { id });
    if (listed.ok) {
      const round = listed.value.rounds.find((each) => each.id === roundId);
      if (round !== undefined) return { ok: true, value: round };
      continue;
    }
    if (listed.error.code !== 'not_permitted') return listed;
    const room = await api.call(roomRoutes.view, { seat: 'desk', meeting: id });
    if (!room.ok) return room;
    const { round } = room.value.view;
    if (round?.id === roundId) return { ok: true, value: round };
  }
  return { ok: false, error: { code: 'not_found' } };
}

async function inSession(api: Api): Promise<Answer<string[]>> {
  const answer = await api.call(meetingsRoutes.list);
  if (!answer.ok) return answer;
  const open = answer.value.meetings.filter(({ state }) => state === 'in_session');
  return { ok: true, value: open.map(({ id }) => id) };
}
