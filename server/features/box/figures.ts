import { FiguresBody, type FigureName } from '../../contract/paper/schemas.ts';
import type { Connection } from '../../platform/database.ts';
import type { StockRow, Tellers } from './box.repo.ts';
import { findFigures } from './figures.repo.ts';

export type FigureDifference = { figure: FigureName; item: string | null };

/** Two tellers' figures side by side: where they differ, and the figures when they don't. */
export type BothFigures =
  { agree: true; figures: FiguresBody } | { agree: false; differences: FigureDifference[] };

/** Compares what two tellers found, figure by figure. Of names written in only that they differ is said. */
export function compareFigures(a: FiguresBody, b: FiguresBody): BothFigures {
  const found: FigureDifference[] = [];
  const compare = <K extends FigureName>(
    names: readonly K[],
    one: Record<K, number>,
    other: Record<K, number>,
    item: string | null = null,
  ): void => {
    for (const figure of names) if (one[figure] !== other[figure]) found.push({ figure, item });
  };
  compare(['enrolled', 'present', 'issued', 'collected'], a, b);
  const [one, other] = [a.counted, b.counted];
  if (one === null || other === null) {
    if (one !== other) found.push({ figure: 'counted', item: null });
  } else {
    compare(['valid', 'invalid'], one, other);
    const others = new Map(other.items.map((item) => [item.id, item]));
    for (const item of one.items) {
      const match = others.get(item.id);
      // Each was checked against the round's items before it was kept.
      if (match === undefined) throw new Error('figures for an item that the round does not have');
      compare(['for', 'against', 'abstain', 'void'], item, match, item.id);
    }
    if (namesOf(one.writeIns) !== namesOf(other.writeIns)) {
      found.push({ figure: 'writeIns', item: null });
    }
  }
  return found.length > 0 ? { agree: false, differences: found } : { agree: true, figures: a };
}

function namesOf(writeIns: readonly { name: string; for: number }[]): string {
  return JSON.stringify(writeIns.map((one) => [one.name, one.for]).toSorted());
}

/** Both entries compared, or undefined until both tellers are done. */
export async function bothFigures(
  db: Connection,
  roundId: string,
  [first, second]: Tellers,
): Promise<BothFigures | undefined> {
  if (first?.done !== true || second?.done !== true) return undefined;
  const read = async (personId: string): Promise<FiguresBody> =>
    FiguresBody.parse(await findFigures(db, roundId, personId));
  return compareFigures(await read(first.person_id), await read(second.person_id));
}

/** Whether the record of ballots, where there is one, says the same as the figures. */
export function agreesWithRecord(figures: FiguresBody, stock: StockRow | undefined): boolean {
  if (stock === undefined) return true;
  const { issued, collected } = stock;
  return issued === figures.issued && (collected === null || collected === figures.collected);
}
