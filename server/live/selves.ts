import { Collected } from '../platform/collected.ts';
import type { Member } from './audience.ts';
import { encode } from './frames.ts';
import { inSlices } from './slices.ts';
import { selfOf } from './view.ts';
import type { SelfRow } from './view.repo.ts';

/** Tells devices what the floor means for their owners. */
export class Selves {
  readonly #members: () => Iterable<Member>;
  readonly #rows: Collected<SelfRow>;

  constructor(
    members: () => Iterable<Member>,
    read: (personIds: readonly string[]) => Promise<SelfRow[]>,
  ) {
    this.#members = members;
    this.#rows = new Collected(async (personIds) => {
      const rows = await read(personIds);
      return new Map(rows.map((row) => [row.person_id, row]));
    });
  }

  /** One person's devices, or everybody's. Rejects when it could not be read; telling again does no harm. */
  async tell(personId?: string): Promise<void> {
    const devices = new Map<string, Member[]>();
    for (const member of this.#members()) {
      const { elector } = member;
      if (elector === null || (personId !== undefined && elector !== personId)) continue;
      devices.set(elector, [...(devices.get(elector) ?? []), member]);
    }
    const rows = await Promise.all([...devices.keys()].map((elector) => this.#rows.of(elector)));
    await inSlices(rows, (row) => {
      if (row === undefined) return;
      const encoded = encode({ type: 'self', self: selfOf(row) });
      for (const member of devices.get(row.person_id) ?? []) member.send(encoded, 'other');
    });
  }
}
