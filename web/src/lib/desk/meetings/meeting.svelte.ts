import * as meetingsRoutes from '$contract/meetings/routes.ts';
import { createContext } from 'svelte';
import { type Meeting } from '$contract/meetings/schemas.ts';
import { Room } from '#lib/live/index.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import type { Session } from '#lib/state/session.svelte.ts';

/** The meeting whose pages are open: what the office knows, and the room's picture as it changes. */
export class OpenMeeting {
  readonly id: string;
  readonly remote: Remote<Meeting>;
  readonly room: Room;

  constructor(desk: Session, id: string) {
    this.id = id;
    this.room = new Room({ seat: 'desk', meetingId: id });
    this.remote = new Remote(() => desk.api.call(meetingsRoutes.read, { id }));
  }

  /** 应到, 实到, 请假 as the room shows them now. */
  get figures(): Meeting['roll'] | null {
    return this.room.view?.roll ?? this.remote.value?.roll ?? null;
  }

  get state(): Meeting['state'] | null {
    return this.room.view?.meeting.state ?? this.remote.value?.state ?? null;
  }
}

export const [getMeeting, setMeeting] = createContext<OpenMeeting>();
