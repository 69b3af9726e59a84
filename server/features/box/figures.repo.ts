import type { Connection, Tx } from '../../platform/database.ts';

/** What a teller entered as figures of a ballot counted by hand; undefined when nothing yet. */
export async function findFigures(
  db: Connection,
  roundId: string,
  personId: string,
): Promise<unknown> {
  const row = await db
    .selectFrom('figures_entry')
    .select('content')
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.content;
}

export async function putFigures(
  tx: Tx,
  entry: { assembly_id: string; round_id: string; person_id: string; content: unknown },
): Promise<void> {
  const content = JSON.stringify(entry.content);
  await tx
    .insertInto('figures_entry')
    .values({ ...entry, content })
    .onConflict((conflict) => conflict.columns(['round_id', 'person_id']).doUpdateSet({ content }))
    .execute();
}
