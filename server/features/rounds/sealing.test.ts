import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, TWELVE_CHOOSE_TEN, type Hall } from '../../../tests/support/hall.ts';
import { ballotBox } from '../../live/box.ts';
import { acceptElectronic } from '../../domain/paper.ts';
import { roundDefinition, type RoundDocument } from '../../domain/round/document.ts';
import { cellsOfPaper } from '../../domain/tally.ts';

const N = 1_000;
let hall: Hall;
let roundId: string;
/** Who cast the i-th vote, and the paper's receipt. */
const cast: { personId: string; receipt: string }[] = [];

/**
 * V7, and "How the box is sealed" in docs/secrecy.md: a thousand votes, each in a transaction of its own, so
 * that before sealing everything about their order is there to be found.
 */
beforeAll(async () => {
  hall = await openHall({ deputies: N });
  roundId = await hall.round(TWELVE_CHOOSE_TEN);
  await hall.press(roundId, 'open');
  const definition = roundDefinition.parse(TWELVE_CHOOSE_TEN);
  for (const [i, personId] of hall.deputies.entries()) {
    const receipt = randomUUID();
    const paper = acceptElectronic(definition, {
      [`p${String((i % 9) + 1).padStart(2, '0')}`]: 'for',
    });
    if (!paper.ok) throw new Error(paper.error.code);
    const row = {
      personId,
      castId: randomUUID(),
      receipt,
      class: null,
      paper: paper.value,
      cells: cellsOfPaper(definition, paper.value.marks).map((cell) => cell + 1),
    };
    await ballotBox.cast(hall.db, roundId, [row]);
    cast.push({ personId, receipt });
  }
}, 120_000);
afterAll(async () => {
  await hall.close();
});

/** Spearman's ρ between the order of casting and the order in which `keys` lie. */
function rho(keys: readonly string[], order: (one: (typeof cast)[number]) => string): number {
  const place = new Map(keys.map((key, index) => [key, index]));
  const squares = cast.reduce((sum, one, index) => {
    const lies = place.get(order(one));
    if (lies === undefined) throw new Error('a vote is missing');
    return sum + (lies - index) ** 2;
  }, 0);
  return 1 - (6 * squares) / (N * (N * N - 1));
}

async function physical(table: 'paper' | 'roll_mark') {
  const key = table === 'paper' ? 'receipt' : 'person_id';
  const { rows } = await sql<{ key: string; xmin: string }>`
    select ${sql.ref(key)}::text as key, xmin::text as xmin from ${sql.table(table)}
    where round_id = ${roundId} order by ctid`.execute(hall.db);
  return rows;
}

/** Chance stays below it but for one run in a million; an order that was left would be far above. */
const LIMIT = 5 / Math.sqrt(N);

describe('sealing the box', () => {
  it('leaves neither order nor transactions that join a mark to a paper', async () => {
    const openPapers = await physical('paper');
    const openMarks = await physical('roll_mark');
    // While it is open an operator could see it; docs/secrecy.md says so. The test would see it too.
    expect(
      Math.abs(
        rho(
          openPapers.map(({ key }) => key),
          (one) => one.receipt,
        ),
      ),
    ).toBeGreaterThan(0.99);
    expect(new Set(openMarks.map(({ xmin }) => xmin)).size).toBe(N);

    await hall.press(roundId, 'close');
    const papers = await physical('paper');
    const marks = await physical('roll_mark');
    expect(papers).toHaveLength(N);
    expect(marks).toHaveLength(N);
    expect(
      Math.abs(
        rho(
          papers.map(({ key }) => key),
          (one) => one.receipt,
        ),
      ),
    ).toBeLessThan(LIMIT);
    expect(
      Math.abs(
        rho(
          marks.map(({ key }) => key),
          (one) => one.personId,
        ),
      ),
    ).toBeLessThan(LIMIT);
    expect(new Set([...papers, ...marks].map(({ xmin }) => xmin)).size).toBe(1);
    // The i-th row of one against the i-th of the other joins no more than chance does.
    const personOf = new Map(cast.map((one) => [one.receipt, one.personId]));
    const together = papers.filter(({ key }, i) => personOf.get(key) === marks[i]?.key).length;
    expect(together).toBeLessThan(8);
  });

  it('leaves no two columns that join', async () => {
    const columns = async (table: string) => {
      const { rows } = await sql<{ name: string }>`
        select column_name as name from information_schema.columns where table_name = ${table}`.execute(
        hall.db,
      );
      return rows.map(({ name }) => name);
    };
    const shared = (await columns('paper')).filter(
      (name) => name !== 'round_id' && name !== 'assembly_id',
    );
    const marked = await columns('roll_mark');
    expect(shared.filter((name) => marked.includes(name))).toEqual([]);
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from paper p join roll_mark m on m.round_id = p.round_id
        and (p.receipt = m.cast_id or p.receipt = m.person_id)
      where p.round_id = ${roundId}`.execute(hall.db);
    expect(rows[0]?.n).toBe(0);
  });

  it('exports papers without receipt, time or order of casting', async () => {
    await hall.press(roundId, 'count', 'announce');
    const { body } = await hall.request(hall.desk, 'GET', `/rounds/${roundId}/export`);
    const { papers } = body as RoundDocument;
    expect(papers).toHaveLength(N);
    const keys = new Set(papers.flatMap((paper) => Object.keys(paper)));
    expect([...keys]).toEqual(['marks']);
    const texts = papers.map((paper) => JSON.stringify(paper));
    expect(texts).toEqual(texts.toSorted());
  });
});
