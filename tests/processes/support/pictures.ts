import { expect } from 'vitest';
import type { RoomView } from '../../../server/contract/room/schemas.ts';
import type { Device } from '../../support/hall.ts';

/** Every picture that a device was shown, with its sequence number, in the order in which they came. */
export function picturesOf(device: Device): { seq: number; view: RoomView }[] {
  const shown: { seq: number; view: RoomView }[] = [];
  for (const frame of device.frames) {
    if (frame.type === 'snapshot') shown.push({ seq: frame.seq, view: frame.view });
    if (frame.type === 'change') {
      const before = shown.at(-1);
      // Its device would ask for a snapshot; the one that comes is looked at.
      if (before?.seq !== frame.prev) continue;
      shown.push({ seq: frame.seq, view: { ...before.view, ...frame.sections } as RoomView });
    }
  }
  return shown;
}

/**
 * V5: whatever these devices were shown, the same number was the same picture everywhere, and no number or
 * figure went back. Gives how many pictures more than one of them saw, so that the comparison was one.
 */
export function expectOnePicture(devices: readonly Device[]): number {
  const pictures = new Map<number, { text: string; seen: number }>();
  for (const device of devices) {
    let last = { seq: -1, papers: -1 };
    for (const { seq, view } of picturesOf(device)) {
      const text = JSON.stringify(view);
      const known = pictures.get(seq) ?? { text, seen: 0 };
      expect(text).toBe(known.text);
      pictures.set(seq, { text, seen: known.seen + 1 });
      expect(seq).toBeGreaterThanOrEqual(last.seq);
      const papers = view.tally?.papers ?? -1;
      if (view.round?.state === 'voting') expect(papers).toBeGreaterThanOrEqual(last.papers);
      last = { seq, papers };
    }
  }
  return [...pictures.values()].filter(({ seen }) => seen > 1).length;
}
