import { sql } from 'kysely';
import { z } from 'zod';
import type { Connection, Tx } from '../../platform/database.ts';

/** 应到 and 实到 of those with a vote, in all and by class. Locks the entries against changes until the end. */
export async function lockRollFigures(tx: Tx, assemblyId: string, meetingId: string) {
  const entries = await tx
    .selectFrom('roll_entry')
    .select(['person_id', 'class', 'attendance'])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('entitled', '=', true)
    .forShare()
    .execute();
  const classes: Record<string, { enrolled: number; present: number }> = {};
  for (const entry of entries) {
    const group = (classes[entry.class] ??= { enrolled: 0, present: 0 });
    group.enrolled += 1;
    if (entry.attendance === 'present') group.present += 1;
  }
  const present = entries.filter((entry) => entry.attendance === 'present').length;
  return { enrolled: entries.length, present, classes };
}

/** The same figures without a lock, for showing. */
export async function readRollFigures(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('roll_entry')
    .select((eb) => [
      eb.fn.countAll<number>().as('enrolled'),
      eb.fn.countAll<number>().filterWhere('attendance', '=', 'present').as('present'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('entitled', '=', true)
    .executeTakeFirstOrThrow();
}

/** Fixes the electorate (V8): everybody with a vote who is present now. Gives their number. */
export async function fixElectorate(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
  roundId: string,
): Promise<number> {
  const result = await tx
    .insertInto('round_elector')
    .columns(['assembly_id', 'round_id', 'person_id', 'class'])
    .expression(
      tx
        .selectFrom('roll_entry')
        .select(['assembly_id', sql<string>`${roundId}::uuid`.as('round_id'), 'person_id', 'class'])
        .where('assembly_id', '=', assemblyId)
        .where('meeting_id', '=', meetingId)
        .where('entitled', '=', true)
        .where('attendance', '=', 'present')
        // The order of insertion must not be that of signing in.
        .orderBy('person_id'),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}

/** Sets up the empty box and opens the round for votes. */
export async function openBox(
  tx: Tx,
  round: { assemblyId: string; id: string; cells: number; electors: number; shownGroup: number },
  roll: unknown,
  at: Date,
): Promise<void> {
  const empty = sql<number[]>`array_fill(0, array[${round.cells}::integer])`;
  await tx
    .insertInto('round_tally')
    .values({
      assembly_id: round.assemblyId,
      round_id: round.id,
      cells: empty,
      shown_cells: empty,
      shown_group: round.shownGroup,
      electors: round.electors,
    })
    .execute();
  await tx
    .updateTable('round')
    .set({ state: 'voting', roll: JSON.stringify(roll), opened_at: at, version: sql`version + 1` })
    .where('id', '=', round.id)
    .execute();
}

/**
 * Seals the box (V7): both tables of the round are written again in random order in one transaction, so that
 * neither the physical order of rows nor the transactions that wrote them join an elector to a paper.
 * `vacuumBox` removes the rows left behind.
 */
export async function sealBox(tx: Tx, roundId: string): Promise<{ papers: number; marks: number }> {
  const marks = await sql<{ n: number }>`
    with old as (delete from roll_mark where round_id = ${roundId} returning *),
    new as (insert into roll_mark select * from old order by random() returning 1)
    select count(*)::integer as n from new`.execute(tx);
  const papers = await sql<{ n: number }>`
    with old as (delete from paper where round_id = ${roundId} returning *),
    new as (insert into paper select * from old order by random() returning 1)
    select count(*)::integer as n from new`.execute(tx);
  return { papers: papers.rows[0]?.n ?? 0, marks: marks.rows[0]?.n ?? 0 };
}

/** Removes the dead rows that sealing left on the disk. Runs outside any transaction. */
export async function vacuumBox(db: Connection): Promise<void> {
  await sql`vacuum roll_mark`.execute(db);
  await sql`vacuum paper`.execute(db);
}

const PaperContent = z.object({
  marks: z.record(z.string(), z.unknown()),
  writeIns: z.array(z.string()).optional(),
});

/** Every paper of a round in the order of receipts, which are random. */
export async function readPapers(db: Connection, roundId: string) {
  const rows = await db
    .selectFrom('paper')
    .select(['class', 'content'])
    .where('round_id', '=', roundId)
    .orderBy('receipt')
    .execute();
  return rows.map((row) => ({
    ...(row.class === null ? {} : { class: row.class }),
    ...PaperContent.parse(row.content),
  }));
}

export async function readTally(db: Connection, roundId: string) {
  return db
    .selectFrom('round_tally')
    .select(['papers', 'cells', 'electors'])
    .where('round_id', '=', roundId)
    .executeTakeFirst();
}

export async function newestCount(db: Connection, roundId: string) {
  return db
    .selectFrom('round_count')
    .select(['version', 'document_sha256', 'result', 'made_at'])
    .where('round_id', '=', roundId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

export async function insertCount(
  tx: Tx,
  count: {
    assembly_id: string;
    round_id: string;
    version: number;
    document_sha256: string;
    result: unknown;
    made_at: Date;
    made_by: string;
  },
): Promise<void> {
  await tx
    .insertInto('round_count')
    .values({ ...count, result: JSON.stringify(count.result) })
    .execute();
}
