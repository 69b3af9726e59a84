import type { Member } from './audience.ts';
import { encode } from './frames.ts';
import { inSlices } from './slices.ts';
import { selfOf } from './view.ts';
import type { SelfRow } from './view.repo.ts';

/**
 * Tells devices what the floor means for their owners. While one reading is under way the next collects, so that
 * three thousand devices that come at once cost a few statements and not three thousand.
 */
export class Selves {
  readonly #members: () => Iterable<Member>;
  readonly #read: (personIds: readonly string[]) => Promise<SelfRow[]>;
  #telling: Promise<unknown> = Promise.resolve();
  /** What is told when the reading under way has ended. */
  #next: { wanted: Set<string>; everybody: boolean; told: Promise<void> } | undefined;

  constructor(
    members: () => Iterable<Member>,
    read: (personIds: readonly string[]) => Promise<SelfRow[]>,
  ) {
    this.#members = members;
    this.#read = read;
  }

  /** One person's devices, or everybody's. Rejects when it could not be read: then nobody was told. */
  tell(personId?: string): Promise<void> {
    const next = (this.#next ??= this.#collect());
    if (personId === undefined) next.everybody = true;
    else next.wanted.add(personId);
    return next.told;
  }

  #collect() {
    const wanted = new Set<string>();
    const begun = this.#telling.then(
      () => undefined,
      () => undefined, // Whoever asked for it has heard.
    );
    const next = { wanted, everybody: false, told: begun.then(() => this.#tellNow()) };
    this.#telling = next.told;
    return next;
  }

  async #tellNow(): Promise<void> {
    const asked = this.#next;
    this.#next = undefined;
    if (asked === undefined) throw new Error('nobody asked');
    const devices = new Map<string, Member[]>();
    for (const member of this.#members()) {
      const { elector } = member;
      if (elector === null || !(asked.everybody || asked.wanted.has(elector))) continue;
      devices.set(elector, [...(devices.get(elector) ?? []), member]);
    }
    if (devices.size === 0) return;
    const rows = await this.#read([...devices.keys()]);
    await inSlices(rows, (row) => {
      const encoded = encode({ type: 'self', self: selfOf(row) });
      for (const member of devices.get(row.person_id) ?? []) member.send(encoded, 'other');
    });
  }
}
