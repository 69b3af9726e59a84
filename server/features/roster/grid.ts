import { placeOf, type Sheet, type Spoilt } from './file.ts';
import { cleanCell } from './text.ts';

/** No roster reaches further; one cell in the last corner of a sheet would take gigabytes. */
const FARTHEST = { row: 200_000, column: 1_000 };

/** A sheet while it is read, cell by cell. */
export class Grid {
  readonly #cells: string[][] = [];
  readonly #spoilt = new Map<string, Spoilt>();
  /** Whether a cell stood where none of a roster stands. */
  tooFar = false;

  put(row: number, column: number, text: string, spoilt?: Spoilt): void {
    const clean = cleanCell(text);
    if (clean === '' || row < 0 || column < 0) return;
    if (row > FARTHEST.row || column > FARTHEST.column) {
      this.tooFar = true;
      return;
    }
    for (let at = this.#cells.length; at <= row; at += 1) this.#cells.push([]);
    const line = this.#cells[row] ?? [];
    for (let at = line.length; at < column; at += 1) line.push('');
    line[column] = clean;
    if (spoilt !== undefined) this.#spoilt.set(placeOf(row, column), spoilt);
  }

  sheet(name: string | null, hidden = false): Sheet {
    return { name, hidden, cells: this.#cells, spoilt: this.#spoilt };
  }
}
