import { sql } from 'kysely';
import { z } from 'zod';
import type { Connection, Tx } from '../platform/database.ts';

/** Sets up the empty tally of a round that is being opened. */
export async function setUpBox(
  tx: Tx,
  round: { assemblyId: string; id: string; cells: number; electors: number; shownGroup: number },
): Promise<void> {
  const empty = sql<number[]>`array_fill(0, array[${round.cells}::integer])`;
  await tx
    .insertInto('round_tally')
    .values({
      assembly_id: round.assemblyId,
      round_id: round.id,
      cells: empty,
      shown_cells: empty,
      due_cells: empty,
      shown_group: round.shownGroup,
      electors: round.electors,
    })
    .execute();
}

/**
 * Seals the box (V7): both tables of the round are written again in one transaction, so that neither the physical
 * order of rows nor the transactions that wrote them join an elector to a paper. Each lies in the order of its
 * own random key then, which holds nothing that the rows don't; an order drawn by `random()` would, for whoever can
 * tell what that generator drew. What is left behind is swept afterwards (traces.repo.ts). It is a function of the owner: the server's
 * own role can't remove what was cast.
 */
export async function sealBox(tx: Tx, roundId: string): Promise<{ papers: number; marks: number }> {
  await sql`insert into unswept_box values (${roundId}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ papers: number; marks: number }>`
    select papers, marks from seal_box(${roundId})`.execute(tx);
  return rows[0] ?? { papers: 0, marks: 0 };
}

const PaperContent = z.object({
  marks: z.record(z.string(), z.unknown()),
  writeIns: z.array(z.string()).optional(),
});

/** Every paper of a round with its receipt, in the order of receipts, which are random. */
export async function readSlips(db: Connection, roundId: string) {
  const rows = await db
    .selectFrom('paper')
    .select(['receipt', 'class', 'content'])
    .where('round_id', '=', roundId)
    .orderBy('receipt')
    .execute();
  return rows.map((row) => ({
    receipt: row.receipt,
    paper: {
      ...(row.class === null ? {} : { class: row.class }),
      ...PaperContent.parse(row.content),
    },
  }));
}

export async function readTally(db: Connection, roundId: string) {
  return db
    .selectFrom('round_tally')
    .select(['papers', 'cells', 'electors'])
    .where('round_id', '=', roundId)
    .executeTakeFirst();
}
