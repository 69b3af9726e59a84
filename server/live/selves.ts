import { Collected } from '../platform/collected.ts';
import type { Member } from './audience.ts';
import { encode } from './frames.ts';
import { inSlices } from './slices.ts';
import { selfOf } from './view.ts';
import type { SelfRow } from './view.repo.ts';

/** Each elector's devices: everybody's, or one person's. */
type DevicesOf = (personId?: string) => ReadonlyMap<string, ReadonlySet<Member>>;

/** Tells devices what the floor means for their owners. */
export class Selves {
  readonly #devicesOf: DevicesOf;
  readonly #rows: Collected<SelfRow>;

  constructor(devicesOf: DevicesOf, read: (personIds: readonly string[]) => Promise<SelfRow[]>) {
    this.#devicesOf = devicesOf;
    this.#rows = new Collected(async (personIds) => {
      const rows = await read(personIds);
      return new Map(rows.map((row) => [row.person_id, row]));
    });
  }

  /** One person's devices, or everybody's. Rejects when it could not be read; telling again does no harm. */
  async tell(personId?: string): Promise<void> {
    const devices = this.#devicesOf(personId);
    const rows = await Promise.all([...devices.keys()].map((elector) => this.#rows.of(elector)));
    await inSlices(rows, (row) => {
      if (row === undefined) return;
      const encoded = encode({ type: 'self', self: selfOf(row) });
      for (const member of devices.get(row.person_id) ?? []) member.send(encoded, 'other');
    });
  }
}
