import type { RoomView } from '$contract/room/schemas.ts';
import type { ScreenPicture } from './picture.ts';

/** Names the picture that is on: another one fades in, the same one only moves its figures. */
export function pictureKey(picture: ScreenPicture | null, view: RoomView): string {
  return `${picture} ${view.meeting.id} ${view.round?.id}`;
}
