/** A pile of papers (all of them, or one class's) and its figures item by item. */
import type { Paper } from '../round/paper.ts';
import { byCodePoint } from '../codePoints.ts';
import { nameKey } from '../writtenName.ts';
import type { ItemsDefinition } from './items.ts';
import { namesOn } from './validity.ts';

/** The figures of one item; `for + against + abstain + void` is the number of valid papers. */
export type ItemFigures = {
  id: string;
  for: number;
  against: number;
  abstain: number;
  void: number;
  /** `rank` only: the k-th place of a paper earns seats − k + 1. */
  points?: number;
};

type Row = { for: number; against: number; void: number; points: number };

export class Pile {
  /** All papers of the pile, invalid ones included. */
  collected = 0;
  /** Those of them that are valid. */
  valid = 0;
  readonly #rows = new Map<string, Row>();
  /** By what names are compared by; of several spellings the first in order is shown. */
  readonly #writeIns = new Map<string, { name: string; votes: number }>();
  /** Seats where places earn points, else 0. */
  readonly #places: number;

  constructor(definition: ItemsDefinition) {
    this.#places = definition.kind === 'rank' ? definition.seats : 0;
    for (const { id } of definition.items) {
      this.#rows.set(id, { for: 0, against: 0, void: 0, points: 0 });
    }
  }

  /** Adds the marks of a valid paper. */
  add(paper: Paper): void {
    this.valid += 1;
    const { marks } = paper;
    for (const id of Object.keys(marks)) {
      const row = this.#rows.get(id);
      const mark = marks[id];
      // The paper's schema has refused items that the round does not have.
      if (!row) throw new Error('a mark for an item that the round does not have');
      if (mark === 'for') row.for += 1;
      else if (mark === 'against') row.against += 1;
      else if (mark === 'illegible') row.void += 1;
      else if (typeof mark === 'number') {
        row.for += 1;
        row.points += this.#places - mark + 1;
      }
    }
    for (const [key, name] of namesOn(paper)) {
      const known = this.#writeIns.get(key);
      const first = known !== undefined && byCodePoint(known.name, name) < 0 ? known.name : name;
      this.#writeIns.set(key, { name: first, votes: (known?.votes ?? 0) + 1 });
    }
  }

  /** Approvals of an item, or of a write-in `w:NAME`; 0 when the pile does not know it. */
  approvals(id: string): number {
    const row = this.#rows.get(id);
    if (row) return row.for;
    return this.#writeIns.get(nameKey(id.slice('w:'.length)))?.votes ?? 0;
  }

  /** Items in the document's order, then names written in, by name. */
  figures(): ItemFigures[] {
    const items = [...this.#rows].map(([id, row]): ItemFigures => {
      const { points, ...marks } = row;
      const abstain = this.valid - row.for - row.against - row.void;
      const { for: approvals, against, void: illegible } = marks;
      const figures = { id, for: approvals, against, abstain, void: illegible };
      return this.#places > 0 ? { ...figures, points } : figures;
    });
    const names = inOrderOfNames([...this.#writeIns.values()], ({ name }) => name);
    return items.concat(
      names.map(({ name, votes: approvals }) => ({
        id: `w:${name}`,
        for: approvals,
        against: 0,
        abstain: this.valid - approvals,
        void: 0,
      })),
    );
  }
}

/** Names written in, in the order in which every result has them. */
export function inOrderOfNames<T>(list: readonly T[], nameOf: (one: T) => string): T[] {
  return list.toSorted((a, b) => byCodePoint(nameOf(a), nameOf(b)));
}
