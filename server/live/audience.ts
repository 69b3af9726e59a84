import type { RoomView } from '../contract/room.ts';
import { encode } from './frames.ts';
import { changedSections } from './view.ts';

/** One device in the room. The room knows no WebSocket. */
export type Member = {
  /** Null for devices that belong to nobody's own vote (projector, chair, desk). */
  readonly elector: string | null;
  /** Sends an encoded frame; a member too slow to take it is given the newest snapshot later instead. */
  readonly send: (encoded: Buffer, kind: 'change' | 'other') => void;
};

/**
 * Devices that are shown the same pictures at the same pace. What they were shown last is kept here, so that a
 * change is always the step from it, and a newcomer starts where the others are.
 */
export class Audience {
  readonly members = new Set<Member>();
  #seq: number;
  #view: RoomView;
  #snapshot: Buffer | undefined;

  constructor(seq: number, view: RoomView) {
    this.#seq = seq;
    this.#view = view;
  }

  /** What they see, as an encoded snapshot frame. */
  snapshot(): Buffer {
    this.#snapshot ??= encode({ type: 'snapshot', seq: this.#seq, view: this.#view });
    return this.#snapshot;
  }

  /** Shows a newer picture. */
  show(seq: number, view: RoomView): void {
    if (seq <= this.#seq) return;
    const sections = changedSections(this.#view, view);
    const prev = this.#seq;
    this.#seq = seq;
    this.#view = view;
    this.#snapshot = undefined;
    if (this.members.size === 0) return;
    const encoded = encode({ type: 'change', prev, seq, sections });
    for (const member of this.members) member.send(encoded, 'change');
  }
}
