import type { ServerFrame } from '$contract/room/socket.ts';
import type { RoomView } from '$contract/room/schemas.ts';

/** What everyone in the room sees, with the number that orders it. */
export type Picture = { readonly seq: number; readonly view: RoomView };

type Snapshot = Pick<Extract<ServerFrame, { type: 'snapshot' }>, 'seq' | 'view'>;
type Change = Extract<ServerFrame, { type: 'change' }>;

/**
 * Takes a whole picture. One that is older than ours is left aside: another process may lag, and
 * figures never go backwards (V5). Another meeting starts afresh.
 */
export function takeSnapshot(current: Picture | null, snapshot: Snapshot): Picture {
  const older =
    current !== null &&
    current.view.meeting.id === snapshot.view.meeting.id &&
    snapshot.seq < current.seq;
  return older ? current : { seq: snapshot.seq, view: snapshot.view };
}

/**
 * Takes the sections that changed since `prev`. Gives null when something between ours and `prev` is
 * missing: then ask for a snapshot. Sections come whole, so a change that reaches back further than
 * our number can be taken as it is.
 */
export function takeChange(current: Picture | null, change: Change): Picture | null {
  if (current === null || change.prev > current.seq) return null;
  if (change.seq <= current.seq) return current;
  const sections = Object.fromEntries(
    Object.entries(change.sections).filter(([, section]) => section !== undefined),
  );
  return { seq: change.seq, view: { ...current.view, ...sections } };
}
