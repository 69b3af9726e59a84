import { sql } from 'kysely';
import type { RollClass } from '../../contract/common/roles.ts';
import type { Medium } from '../../contract/room/schemas.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { noticeGrowth } from '../../platform/statistics.ts';

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
        : sql<'tablet' | 'paper'>`${medium === 'tablet' ? 'tablet' : 'paper'}::text`.as('medium'),
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

/** Those who vote on tablets in a round, by name. */
export async function tabletElectors(db: Connection, roundId: string) {
  return db
    .selectFrom('round_elector')
    .innerJoin('person', 'person.id', 'round_elector.person_id')
    .select(['person.id', 'person.name', 'person.unit'])
    .where('round_elector.round_id', '=', roundId)
    .where('round_elector.medium', '=', 'tablet')
    .orderBy('person.unit')
    .orderBy('person.name')
    .orderBy('person.id')
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
