import type { z } from 'zod';
import {
  EnteredPaper,
  type BoxStatus,
  type FiguresBody,
  type Stock,
} from '../../contract/paper/schemas.ts';
import { canonicalJson } from '../../platform/canonical.ts';
import type { Connection } from '../../platform/database.ts';
import {
  countElectors,
  findBox,
  findStock,
  listEntries,
  listAllTellers,
  listTellers,
  type StockRow,
  type Tellers,
} from './box.repo.ts';
import { agreesWithRecord, bothFigures, type BothFigures } from './figures.ts';

/** Two tellers' piles side by side: where they differ, and the papers when they don't. */
export type Piles =
  | { agree: true; papers: EnteredPaper[] }
  | { agree: false; differences: { position: number; items: string[] }[] };

/**
 * Compares what two tellers read from the same pile, place by place. `items` are those read differently;
 * `'*'` where one of them has no paper at that place or the paper as a whole was read differently.
 */
export function comparePiles(
  first: ReadonlyMap<number, EnteredPaper>,
  second: ReadonlyMap<number, EnteredPaper>,
): Piles {
  const positions = [...new Set([...first.keys(), ...second.keys()])].toSorted((a, b) => a - b);
  const differences: { position: number; items: string[] }[] = [];
  const papers: EnteredPaper[] = [];
  for (const position of positions) {
    const a = first.get(position);
    const b = second.get(position);
    if (a === undefined || b === undefined) {
      differences.push({ position, items: ['*'] });
      continue;
    }
    const items = [...new Set([...Object.keys(a.marks), ...Object.keys(b.marks)])].filter(
      (item) => canonicalJson(a.marks[item] ?? null) !== canonicalJson(b.marks[item] ?? null),
    );
    const whole =
      (a.illegible ?? false) !== (b.illegible ?? false) ||
      canonicalJson((a.writeIns ?? []).toSorted()) !== canonicalJson((b.writeIns ?? []).toSorted());
    if (items.length > 0 || whole)
      differences.push({ position, items: whole ? ['*', ...items] : items });
    else papers.push(a);
  }
  return differences.length > 0 ? { agree: false, differences } : { agree: true, papers };
}

/** The identities of a stock record that may be explained (表决票发放、收回记录): printed = issued + rest. */
export function stockWarnings(stock: Omit<StockRow, 'version' | 'note'>) {
  const accounted = stock.issued + stock.spoiled + stock.destroyed + stock.specimens;
  return accounted === stock.printed
    ? []
    : [
        {
          path: 'printed',
          reason: `issued + spoiled + destroyed + specimens is ${String(accounted)}, printed ${String(stock.printed)}`,
        },
      ];
}

export function stockOf(row: StockRow): z.infer<typeof Stock> {
  return { ...row, warnings: stockWarnings(row) };
}

/** Papers a teller has entered, or 1 for the figures of a whole ballot. */
export function enteredBy(teller: Tellers[number]): number {
  return teller.has_figures ? 1 : (teller.entered ?? 0);
}

/** How far the box of a round is, and what the count still waits for. */
export async function boxStatus(
  db: Connection,
  assemblyId: string,
  roundId: string,
): Promise<BoxStatus | undefined> {
  const box = await findBox(db, assemblyId, roundId);
  if (box === undefined) return undefined;
  const electors = await countElectors(db, roundId);
  const stock = await findStock(db, roundId);
  const all = await listAllTellers(db, roundId);
  const tellers = all.filter((teller) => teller.released_at === null);
  const piles = box.medium === 'figures' ? undefined : await pilesOf(db, roundId, tellers);
  const figures = box.medium === 'figures' ? await bothFigures(db, roundId, tellers) : undefined;
  const waitingFor =
    box.medium === 'figures'
      ? figuresWait(stock, tellers, figures)
      : whatWaits(box.medium, stock, tellers, piles);
  return {
    medium: box.medium,
    tabletElectors: electors.tablet,
    paperElectors: electors.paper,
    tabletPapers: box.papers ?? 0,
    stock: stock === undefined ? null : stockOf(stock),
    tellers: tellers.map((teller) => ({
      personId: teller.person_id,
      name: teller.name,
      slot: teller.slot,
      entered: enteredBy(teller),
      done: teller.done,
    })),
    setAside: all
      .filter((teller) => teller.released_at !== null)
      .map((teller) => ({
        personId: teller.person_id,
        name: teller.name,
        entered: enteredBy(teller),
        reason: teller.release_reason ?? '',
      })),
    differences: piles === undefined ? null : piles.agree ? [] : piles.differences,
    figureDifferences: figures === undefined ? null : figures.agree ? [] : figures.differences,
    ready: waitingFor === null,
    waitingFor,
  };
}

/** The papers both tellers agreed on; undefined while anything stands in the way. */
export async function agreedPapers(
  db: Connection,
  assemblyId: string,
  roundId: string,
): Promise<EnteredPaper[] | undefined> {
  const status = await boxStatus(db, assemblyId, roundId);
  if (status?.ready !== true) return undefined;
  const { stock } = status;
  if (
    status.medium === 'tablet' ||
    status.medium === 'figures' ||
    stock === null ||
    stock.collected === null
  )
    return [];
  if (!mustBeEntered(stock.issued, stock.collected)) return [];
  const piles = await pilesOf(db, roundId, await listTellers(db, roundId));
  if (piles?.agree !== true) throw new Error('a box that is ready has two piles that agree');
  return piles.papers;
}

/** More papers than were issued make the round void whatever stands on them; nobody need enter them. */
function mustBeEntered(issued: number, collected: number): boolean {
  return collected > 0 && collected <= issued;
}

/** Both piles compared, or undefined until both tellers say they are done. */
async function pilesOf(
  db: Connection,
  roundId: string,
  tellers: Tellers,
): Promise<Piles | undefined> {
  const [first, second] = tellers;
  if (first?.done !== true || second?.done !== true) return undefined;
  const read = async (personId: string) =>
    new Map(
      (await listEntries(db, roundId, personId)).map((row) => [
        row.position,
        EnteredPaper.parse(row.content),
      ]),
    );
  return comparePiles(await read(first.person_id), await read(second.person_id));
}

function whatWaits(
  medium: BoxStatus['medium'],
  stock: StockRow | undefined,
  tellers: Tellers,
  piles: Piles | undefined,
): BoxStatus['waitingFor'] {
  if (medium === 'tablet') return null;
  if (stock === undefined) return 'stock';
  if (stock.collected === null) return 'collected';
  if (!mustBeEntered(stock.issued, stock.collected)) return null;
  if (tellers.length < 2) return 'two_tellers';
  if (piles === undefined) return 'entries';
  if (!piles.agree) return 'differences';
  if (piles.papers.length !== stock.collected) return 'number_of_entries';
  return null;
}

function figuresWait(
  stock: StockRow | undefined,
  tellers: Tellers,
  figures: BothFigures | undefined,
): BoxStatus['waitingFor'] {
  if (tellers.length < 2) return 'two_tellers';
  if (figures === undefined) return 'entries';
  if (!figures.agree) return 'differences';
  return agreesWithRecord(figures.figures, stock) ? null : 'record_differs';
}

/** The figures both tellers agreed on; undefined while anything stands in the way. */
export async function agreedFigures(
  db: Connection,
  roundId: string,
): Promise<FiguresBody | undefined> {
  const figures = await bothFigures(db, roundId, await listTellers(db, roundId));
  return figures?.agree === true ? figures.figures : undefined;
}
