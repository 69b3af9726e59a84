import type { Marks } from '../live/cast-machine.ts';

/** The items in order of priority, first place first. */
export function inPlaces(marks: Marks): string[] {
  return Object.entries(marks)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .toSorted(([, a], [, b]) => a - b)
    .map(([id]) => id);
}

/** Marks that give these items the places 1, 2, 3 …; there is never a gap or a place taken twice. */
export function placesOf(ids: readonly string[]): Marks {
  return Object.fromEntries(ids.map((id, index) => [id, index + 1]));
}

/** The next place to an item that has none yet, as long as there are places. */
export function placed(marks: Marks, id: string, seats: number): Marks {
  const ids = inPlaces(marks);
  return ids.includes(id) || ids.length >= seats ? marks : placesOf([...ids, id]);
}

/** Takes an item's place away; those below move up. */
export function unplaced(marks: Marks, id: string): Marks {
  return placesOf(inPlaces(marks).filter((each) => each !== id));
}

/** Moves an item one place up (-1) or down (1). */
export function moved(marks: Marks, id: string, by: -1 | 1): Marks {
  const ids = inPlaces(marks);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= ids.length) return marks;
  const others = ids.filter((each) => each !== id);
  return placesOf(others.toSpliced(to, 0, id));
}
