import { sql } from 'kysely';
import { z } from 'zod';
import type { RollClass } from '../../contract/roles.ts';
import type { Medium } from '../../contract/room.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { noticeGrowth } from '../../platform/statistics.ts';

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

/**
 * Fixes the electorate (V8): everybody with a vote who is present now and, where the round follows
 * another, was in that one's electorate. Gives how many vote on tablets and how many on paper.
 */
export async function fixElectorate(
  tx: Tx,
  round: {
    assemblyId: string;
    meetingId: string;
    id: string;
    medium: Medium;
    predecessorId: string | null;
  },
): Promise<{ tablet: number; paper: number }> {
  const { medium, predecessorId } = round;
  const electors = tx
    .selectFrom('roll_entry')
    .leftJoin('round_elector as before', (join) =>
      join
        .onRef('before.person_id', '=', 'roll_entry.person_id')
        .on('before.round_id', '=', predecessorId),
    )
    .select([
      'roll_entry.assembly_id',
      sql<string>`${round.id}::uuid`.as('round_id'),
      'roll_entry.person_id',
      // "The same roll": a following round has its electors in the class they had.
      sql<RollClass>`coalesce(before.class, roll_entry.class)`.as('class'),
      medium === 'mixed'
        ? 'roll_entry.medium'
        : sql<'tablet' | 'paper'>`${medium}::text`.as('medium'),
    ])
    .where('roll_entry.assembly_id', '=', round.assemblyId)
    .where('roll_entry.meeting_id', '=', round.meetingId)
    .where('roll_entry.entitled', '=', true)
    .where('roll_entry.attendance', '=', 'present')
    .$if(predecessorId !== null, (query) => query.where('before.person_id', 'is not', null));
  const fixed = await tx
    .insertInto('round_elector')
    .columns(['assembly_id', 'round_id', 'person_id', 'class', 'medium'])
    // The order of insertion must not be that of signing in.
    .expression(electors.orderBy('roll_entry.person_id'))
    .returning('medium')
    .execute();
  // The first batch of votes checks each mark against these rows.
  await noticeGrowth(tx, 'round_elector', fixed.length);
  const paper = fixed.filter((elector) => elector.medium === 'paper').length;
  return { tablet: fixed.length - paper, paper };
}

/** Sets up the empty box and opens the round for votes. */
export async function openBox(
  tx: Tx,
  round: { assemblyId: string; id: string; cells: number; electors: number; shownGroup: number },
  opening: { roll: unknown; signaturesRequired: boolean; at: Date },
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
    .set({
      state: 'voting',
      roll: JSON.stringify(opening.roll),
      signatures_required: opening.signaturesRequired,
      opened_at: opening.at,
      version: sql`version + 1`,
    })
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
    .select(['version', 'document_sha256', 'result', 'roll', 'reason', 'made_at'])
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
    roll: unknown;
    reason: string | null;
    made_at: Date;
    made_by: string;
  },
): Promise<void> {
  await tx
    .insertInto('round_count')
    .values({
      ...count,
      result: JSON.stringify(count.result),
      roll: JSON.stringify(count.roll),
    })
    .execute();
}

/**
 * Electors of a round who are still present with a vote, by the class in which they were electors: those a
 * following round would have.
 */
export async function countStillPresent(
  db: Connection,
  assemblyId: string,
  meetingId: string,
  roundId: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('roll_entry')
    .innerJoin('round_elector', 'round_elector.person_id', 'roll_entry.person_id')
    .select((eb) => ['round_elector.class', eb.fn.countAll<number>().as('n')])
    .where('roll_entry.assembly_id', '=', assemblyId)
    .where('roll_entry.meeting_id', '=', meetingId)
    .where('roll_entry.entitled', '=', true)
    .where('roll_entry.attendance', '=', 'present')
    .where('round_elector.round_id', '=', roundId)
    .groupBy('round_elector.class')
    .execute();
  return new Map(rows.map((row) => [row.class, row.n]));
}
