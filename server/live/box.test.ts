import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHall, TWELVE_CHOOSE_TEN, type Hall } from '../../tests/support/hall.ts';
import { acceptElectronic } from '../domain/paper.ts';
import { roundDefinition } from '../domain/round/document.ts';
import { cellsOfPaper } from '../domain/tally.ts';
import { ballotBox, type CastRow } from './box.ts';

// V7 while the box is open: what a batch of votes says of who cast which paper, to whoever reads the tables.

const N = 500;
let hall: Hall;
let roundId: string;
let batch: CastRow[];

beforeAll(async () => {
  hall = await openHall({ deputies: N });
  roundId = await hall.round(TWELVE_CHOOSE_TEN, 'turnout');
  await hall.press(roundId, 'open');
  const definition = roundDefinition.parse(TWELVE_CHOOSE_TEN);
  const paper = acceptElectronic(definition, { p01: 'for' });
  if (!paper.ok) throw new Error(paper.error.code);
  const cells = cellsOfPaper(definition, paper.value.marks).map((cell) => cell + 1);
  // Receipts as tablets make them; cast ids that ascend as the votes came in, so that an order that is left shows.
  batch = hall.deputies.map((personId, i) => {
    const castId = `c${String(i).padStart(7, '0')}-0000-4000-8000-000000000000`;
    return { personId, castId, receipt: randomUUID(), class: null, paper: paper.value, cells };
  });
  await ballotBox.cast(hall.db, roundId, batch);
}, 60_000);
afterAll(() => hall.close());

/** Spearman's ρ between the order in which these keys lie and this other order of them. */
function rho(keys: readonly string[], order: readonly string[]): number {
  const place = new Map(order.map((key, index) => [key, index]));
  const squares = keys.reduce((sum, key, index) => sum + (index - (place.get(key) ?? NaN)) ** 2, 0);
  return 1 - (6 * squares) / (N * (N * N - 1));
}

async function lying(table: 'paper' | 'roll_mark', key: 'receipt' | 'person_id') {
  const { rows } = await sql<{
    key: string;
  }>`select ${sql.ref(key)}::text as key from ${sql.table(table)}
    where round_id = ${roundId} order by ctid`.execute(hall.db);
  return rows.map((row) => row.key);
}

it('papers of a batch lie in the order of their random receipts: neither that of coming in nor that of the marks', async () => {
  const papers = await lying('paper', 'receipt');
  expect(papers).toEqual(batch.map(({ receipt }) => receipt).toSorted());
  const marks = await lying('roll_mark', 'person_id');
  // The chance of random receipts stays below this bound but for one run in a million; an order that was left is near 1.
  const limit = 5 / Math.sqrt(N);
  expect(
    Math.abs(
      rho(
        papers,
        batch.map(({ receipt }) => receipt),
      ),
    ),
  ).toBeLessThan(limit);
  // Marks lie in the order of persons, which says nothing of the moment either.
  expect(marks).toEqual(batch.map(({ personId }) => personId).toSorted());
  const byPerson = batch.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  expect(
    Math.abs(
      rho(
        papers,
        byPerson.map(({ receipt }) => receipt),
      ),
    ),
  ).toBeLessThan(limit);
});

it('neither table has a time, a number that counts up, or a value that the database makes', async () => {
  const { rows } = await sql<{ table: string; column: string; type: string; made: string | null }>`
    select table_name as table, column_name as column, data_type as type,
      coalesce(column_default, case when is_identity = 'YES' or is_generated <> 'NEVER' then 'made' end) as made
    from information_schema.columns where table_name in ('paper', 'roll_mark')
    order by table_name, ordinal_position`.execute(hall.db);
  expect(rows.map(({ table, column, type }) => `${table}.${column} ${type}`)).toEqual([
    'paper.assembly_id uuid',
    'paper.round_id uuid',
    'paper.receipt uuid',
    'paper.class text',
    'paper.content jsonb',
    'roll_mark.assembly_id uuid',
    'roll_mark.round_id uuid',
    'roll_mark.person_id uuid',
    'roll_mark.cast_id uuid',
  ]);
  expect(rows.filter(({ made }) => made !== null)).toEqual([]);
});
