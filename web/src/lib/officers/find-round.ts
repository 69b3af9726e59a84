import * as roundsRoutes from '$contract/rounds/routes.ts';
import * as roomRoutes from '$contract/room/routes.ts';
import type { Answer, Api } from '#lib/api/index.ts';
import type { RoomView } from '$contract/room/schemas.ts';

export type FoundRound = Pick<
  NonNullable<RoomView['round']>,
  'id' | 'title' | 'state' | 'medium' | 'definition' | 'roll'
>;

/**
 * The round with this id, asked for at the desk by those who may read it; for a teller without that right from the picture
 * of the room that the address names, as long as it is on the floor.
 */
export async function findRound(
  api: Api,
  roundId: string,
  meetingId: string | null,
): Promise<Answer<FoundRound>> {
  const read = await api.call(roundsRoutes.read, { id: roundId });
  if (read.ok || read.error.code !== 'not_permitted' || meetingId === null) return read;
  const room = await api.call(roomRoutes.view, { seat: 'desk', meeting: meetingId });
  if (!room.ok) return room;
  const { round } = room.value.view;
  if (round?.id === roundId) return { ok: true, value: round };
  return { ok: false, error: { code: 'not_found' } };
}
