import type { Client } from 'pg';

/** Rows of one INSERT, as many as the server writes in one statement at most. */
const BATCH = 1_000;

/**
 * The floor for the intake: the rows of so many votes (a mark on the roll and a paper each) in batched INSERTs
 * straight to the same PostgreSQL, one after the other on one connection, each committed to disk. The tables
 * are copies with the same indexes and foreign keys. Gives votes a second.
 */
export async function insertFloor(
  database: Client,
  roundId: string,
  votes: number,
): Promise<number> {
  await database.query(`
    create table floor_elector (like round_elector including all);
    create table floor_mark (like roll_mark including all,
      foreign key (round_id, person_id) references floor_elector (round_id, person_id));
    create table floor_paper (like paper including all,
      foreign key (assembly_id, round_id) references round (assembly_id, id));`);
  try {
    await database.query(
      'insert into floor_elector select * from round_elector where round_id = $1',
      [roundId],
    );
    await database.query('analyze floor_elector');
    const persons = await database.query<{ person_id: string }>(
      'select person_id from roll_mark where round_id = $1 limit $2',
      [roundId, votes],
    );
    const papers = await database.query<{ content: unknown }>(
      'select content from paper where round_id = $1 limit $2',
      [roundId, votes],
    );
    const rows = persons.rows.map(({ person_id: p }, i) => ({ p, m: papers.rows[i]?.content }));
    const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
      JSON.stringify(
        rows
          .slice(i * BATCH, (i + 1) * BATCH)
          .map(({ p, m }) => ({ p, c: crypto.randomUUID(), r: crypto.randomUUID(), m })),
      ),
    );
    const begun = performance.now();
    for (const batch of batches) {
      await database.query(
        `with input as materialized (
           select e.assembly_id, e.round_id, x.*
           from jsonb_to_recordset($1::jsonb) as x(p uuid, c uuid, r uuid, m jsonb)
           join floor_elector e on e.round_id = $2 and e.person_id = x.p),
         marked as (insert into floor_mark select assembly_id, round_id, p, c from input)
         insert into floor_paper (assembly_id, round_id, receipt, content)
           select assembly_id, round_id, r, m from input`,
        [batch, roundId],
      );
    }
    return rows.length / ((performance.now() - begun) / 1_000);
  } finally {
    await database.query('drop table floor_paper, floor_mark, floor_elector');
  }
}
