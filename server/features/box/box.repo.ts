import { sql } from 'kysely';
import type { Connection, Tx } from '../../platform/database.ts';

/** The round with what its box depends on; locked when `tx` is a transaction that means to write. */
export async function findBox(db: Connection, assemblyId: string, roundId: string) {
  return db
    .selectFrom('round')
    .leftJoin('round_tally', 'round_tally.round_id', 'round.id')
    .select([
      'round.id',
      'round.meeting_id',
      'round.state',
      'round.medium',
      'round.definition',
      'round.roll',
      'round_tally.papers',
    ])
    .where('round.assembly_id', '=', assemblyId)
    .where('round.id', '=', roundId)
    .executeTakeFirst();
}

/** Locks the round, so that what is entered and what is counted can't pass each other. */
export async function lockBox(tx: Tx, assemblyId: string, roundId: string): Promise<void> {
  await tx
    .selectFrom('round')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', roundId)
    .forUpdate()
    .execute();
}

export async function countElectors(db: Connection, roundId: string) {
  return db
    .selectFrom('round_elector')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('medium', '=', 'tablet').as('tablet'),
      eb.fn.countAll<number>().filterWhere('medium', '=', 'paper').as('paper'),
    ])
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow();
}

export async function findStock(db: Connection, roundId: string) {
  return db
    .selectFrom('paper_stock')
    .select([
      'printed',
      'issued',
      'spoiled',
      'destroyed',
      'specimens',
      'collected',
      'note',
      'version',
    ])
    .where('round_id', '=', roundId)
    .executeTakeFirst();
}

export type StockRow = NonNullable<Awaited<ReturnType<typeof findStock>>>;

export async function putStock(
  tx: Tx,
  keys: { assembly_id: string; round_id: string; recorded_by: string },
  stock: Omit<StockRow, 'version'>,
): Promise<void> {
  await tx
    .insertInto('paper_stock')
    .values({ ...keys, ...stock })
    .onConflict((conflict) =>
      conflict.column('round_id').doUpdateSet({
        ...stock,
        recorded_by: keys.recorded_by,
        version: sql`paper_stock.version + 1`,
      }),
    )
    .execute();
}

/** Everybody who began to enter, those released too. */
export async function listAllTellers(db: Connection, roundId: string) {
  return db
    .selectFrom('paper_teller')
    .select((eb) => [
      'paper_teller.person_id',
      'paper_teller.slot',
      'paper_teller.done',
      'paper_teller.released_at',
      'paper_teller.release_reason',
      'paper_teller.person_name as name',
      eb
        .selectFrom('paper_entry')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('paper_entry.round_id', '=', 'paper_teller.round_id')
        .whereRef('paper_entry.person_id', '=', 'paper_teller.person_id')
        .as('entered'),
      eb
        .exists(
          eb
            .selectFrom('figures_entry')
            .select('figures_entry.round_id')
            .whereRef('figures_entry.round_id', '=', 'paper_teller.round_id')
            .whereRef('figures_entry.person_id', '=', 'paper_teller.person_id'),
        )
        .as('has_figures'),
    ])
    .where('paper_teller.round_id', '=', roundId)
    .orderBy('slot')
    .orderBy('released_at')
    .execute();
}

/** The two (or fewer) who enter. */
export async function listTellers(db: Connection, roundId: string) {
  const all = await listAllTellers(db, roundId);
  return all.filter((teller) => teller.released_at === null);
}

export type Tellers = Awaited<ReturnType<typeof listTellers>>;

export async function insertTeller(
  tx: Tx,
  teller: { assembly_id: string; round_id: string; person_id: string; slot: number },
): Promise<void> {
  await tx.insertInto('paper_teller').values(teller).execute();
}

export async function deleteTeller(tx: Tx, roundId: string, personId: string): Promise<void> {
  await tx
    .deleteFrom('paper_teller')
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .execute();
}

/** Frees a teller's place in a round; what they entered stays where it is. */
export async function setReleased(
  tx: Tx,
  teller: { roundId: string; personId: string },
  released: { at: Date; by: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('paper_teller')
    .set({
      done: false,
      released_at: released.at,
      released_by: released.by,
      release_reason: released.reason,
    })
    .where('round_id', '=', teller.roundId)
    .where('person_id', '=', teller.personId)
    .execute();
}

export async function setDone(
  tx: Tx,
  roundId: string,
  personId: string,
  done: boolean,
): Promise<void> {
  await tx
    .updateTable('paper_teller')
    .set({ done })
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .execute();
}

export async function listEntries(db: Connection, roundId: string, personId: string) {
  return db
    .selectFrom('paper_entry')
    .select(['position', 'content'])
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .orderBy('position')
    .execute();
}

export async function putEntry(
  tx: Tx,
  entry: {
    assembly_id: string;
    round_id: string;
    person_id: string;
    position: number;
    content: unknown;
  },
): Promise<void> {
  const content = JSON.stringify(entry.content);
  await tx
    .insertInto('paper_entry')
    .values({ ...entry, content })
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'person_id', 'position']).doUpdateSet({ content }),
    )
    .execute();
}

export async function deleteEntry(
  tx: Tx,
  roundId: string,
  personId: string,
  position: number,
): Promise<void> {
  await tx
    .deleteFrom('paper_entry')
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .where('position', '=', position)
    .execute();
}
