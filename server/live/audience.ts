import type { RoomView } from '../contract/room/schemas.ts';
import { encode } from './frames.ts';
import { inSlices } from './slices.ts';
import { changedSections } from './view.ts';

/** One device in the room. The room knows no WebSocket. */
export type Member = {
  /** Null for devices that belong to nobody's own vote (projector, chair, desk). */
  readonly elector: string | null;
  /** Sends an encoded frame; a member too slow to take it is given the newest snapshot later instead. */
  readonly send: (encoded: Buffer, kind: 'change' | 'other') => void;
};

/** From one picture to the next, as an encoded change frame. */
type Step = { readonly seq: number; readonly encoded: Buffer };

/**
 * Devices that are shown the same pictures at the same pace. What they were shown last is kept here, so that a
 * change is always the step from it, and a newcomer starts where the others are. A large audience is shown a
 * picture in several turns of the event loop; each member takes every step once and in order.
 */
export class Audience {
  /** Each member, and the sequence number of the last picture it was sent. */
  readonly #members = new Map<Member, number>();
  /** The members that belong to somebody, by whom. */
  readonly #devices = new Map<string, Set<Member>>();
  #seq: number;
  #view: RoomView;
  #snapshot: Buffer | undefined;
  /** The steps that some member has not been sent yet, in order. */
  #steps: Step[] = [];
  #showing = false;

  constructor(seq: number, view: RoomView) {
    this.#seq = seq;
    this.#view = view;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Each elector's devices: everybody's, or one person's. */
  devices(personId?: string): ReadonlyMap<string, ReadonlySet<Member>> {
    if (personId === undefined) return this.#devices;
    const own = this.#devices.get(personId);
    return new Map(own === undefined ? [] : [[personId, own]]);
  }

  /** Lets a member in. It must be sent the snapshot in the same turn. */
  join(member: Member): void {
    this.#members.set(member, this.#seq);
    const { elector } = member;
    if (elector === null) return;
    this.#devices.set(elector, (this.#devices.get(elector) ?? new Set()).add(member));
  }

  part(member: Member): void {
    this.#members.delete(member);
    const { elector } = member;
    if (elector === null) return;
    const others = this.#devices.get(elector);
    others?.delete(member);
    if (others?.size === 0) this.#devices.delete(elector);
  }

  /** The newest picture for this member to be sent, as an encoded snapshot frame: it needs no earlier step then. */
  snapshotFor(member: Member): Buffer {
    if (this.#members.has(member)) this.#members.set(member, this.#seq);
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
    if (this.#members.size === 0) return;
    this.#steps.push({ seq, encoded: encode({ type: 'change', prev, seq, sections }) });
    if (!this.#showing) void this.#bringAllUp();
  }

  async #bringAllUp(): Promise<void> {
    this.#showing = true;
    while (this.#steps.length > 0) {
      const target = this.#seq;
      await inSlices(this.#members, ([member, at]) => {
        this.#bringUp(member, at);
      });
      // What was shown while this went round is for those who had their turn before.
      this.#steps = this.#steps.filter((step) => step.seq > target);
    }
    this.#showing = false;
  }

  #bringUp(member: Member, at: number): void {
    if (at === this.#seq) return;
    this.#members.set(member, this.#seq);
    for (const step of this.#steps) if (step.seq > at) member.send(step.encoded, 'change');
  }
}
