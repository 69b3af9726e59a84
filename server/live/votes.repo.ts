import { sql } from 'kysely';
import type { RollClass } from '../contract/common/roles.ts';
import type { Connection } from '../platform/database.ts';
import { CHANNEL } from '../platform/notices.ts';

/** One cast on its way to the disk. `cells` are the counters of the tally it raises, from 1 as SQL counts. */
export type CastRow = {
  personId: string;
  castId: string;
  receipt: string;
  class: RollClass | null;
  paper: Record<string, unknown>;
  cells: number[];
};

export type BatchOutcome = {
  /** Whether the round was taking votes. */
  open: boolean;
  /** Whose papers are now in the box. */
  recorded: ReadonlySet<string>;
  /** The room's new sequence number, or null when nothing was recorded. */
  seq: number | null;
};

/**
 * Writes a batch of casts, all in one statement and so in one transaction: marks the roll, drops the
 * papers, raises the tally and the room's sequence number. Either all of it is on disk when this returns or none.
 *
 * - `for share` on the round is the barrier of V4: closing waits for batches that got in before it, and a
 *   batch that waits for closing sees the closed round and writes nothing.
 * - The roll mark's primary key is V2: of two casts of one person, on whatever process, one wins.
 * - Marks are inserted in the order of persons and papers in that of receipts, so that two batches can't wait for
 *   each other. Receipts are random: their order says nothing of persons (V7).
 * - What the display lets out depends on the number of papers alone: in groups the sums of the first k, 2k … of them
 *   (`let_out` in db/migrations/0005), of a batch in the order of receipts.
 * - The papers are in before the tally's row is locked: of two batches one works on them while the other commits.
 *
 * Nobody may be in `casts` twice. Throws on a receipt that is there already (unique violation of paper).
 */
export async function castBatch(
  db: Connection,
  roundId: string,
  casts: readonly CastRow[],
): Promise<BatchOutcome> {
  const input = JSON.stringify(
    casts.map((cast) => ({
      p: cast.personId,
      c: cast.castId,
      r: cast.receipt,
      k: cast.class,
      m: cast.paper,
      i: cast.cells,
    })),
  );
  const { rows } = await sql<{ open: boolean; recorded: string[]; seq: number | null }>`
    with open as materialized (
      select assembly_id, meeting_id, id from round where id = ${roundId} and state = 'voting' for share
    ),
    input as materialized (
      select open.assembly_id, open.id as round_id, x.*
      from open, jsonb_to_recordset(${input}::jsonb)
        as x(p uuid, c uuid, r uuid, k text, m jsonb, i integer[])
    ),
    marked as (
      insert into roll_mark (assembly_id, round_id, person_id, cast_id)
      select input.assembly_id, input.round_id, input.p, input.c
      from input join round_elector e on e.round_id = input.round_id and e.person_id = input.p
        and e.medium = 'tablet'
      order by input.p
      on conflict (round_id, person_id) do nothing
      returning person_id
    ),
    fresh as materialized (
      select input.* from input join marked on marked.person_id = input.p
    ),
    dropped as (
      insert into paper (assembly_id, round_id, receipt, class, content)
      select assembly_id, round_id, r, k, m from fresh order by r
      returning 1
    ),
    delta as materialized (
      select cell, count(*)::integer as n from fresh, unnest(fresh.i) as cell group by cell
    ),
    placed as materialized (
      select place, cell
      from round_tally s, (select row_number() over (order by r) as place, i from fresh) as ranked, unnest(i) as cell
      where s.round_id = ${roundId} and s.shown_group > 1
    ),
    tallied as (
      update round_tally t
      set papers = t.papers + (select count(*) from dropped),
          cells = array(
            select t.cells[s.i] + coalesce(delta.n, 0)
            from generate_subscripts(t.cells, 1) as s(i) left join delta on delta.cell = s.i
            order by s.i),
          (shown_papers, shown_cells, due_cells) = (
            select s.shown_papers, s.shown_cells, s.due_cells
            from let_out(t, (select count(*) from dropped)::integer,
              array(select place::integer from placed), array(select cell from placed)) as s)
      where t.round_id = ${roundId} and exists (select from fresh)
      returning t.round_id
    ),
    bumped as (
      update room set seq = room.seq + 1
      from open, tallied
      where room.meeting_id = open.meeting_id
      returning room.meeting_id, room.seq
    )
    select
      exists (select from open) as open,
      array(select p::text from fresh) as recorded,
      bumped.seq,
      case when bumped.seq is not null then pg_notify(${CHANNEL}, jsonb_build_object(
        'type', 'room', 'meetingId', bumped.meeting_id, 'seq', bumped.seq)::text)::text end
    from (select) as one left join bumped on true
  `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('the cast statement gave no row');
  return { open: row.open, recorded: new Set(row.recorded), seq: row.seq };
}

/** The cast ids by which these people are marked in a round; people who haven't voted are missing. */
export async function castsOf(
  db: Connection,
  roundId: string,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('roll_mark')
    .select(['person_id', 'cast_id'])
    .where('round_id', '=', roundId)
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.cast_id]));
}

/** A round's state, or undefined when there is no such round. */
export async function roundState(db: Connection, roundId: string) {
  const row = await db
    .selectFrom('round')
    .select('state')
    .where('id', '=', roundId)
    .executeTakeFirst();
  return row?.state;
}

/** What was fixed when a round opened (V8), or undefined while it hasn't. */
export async function openedRound(db: Connection, roundId: string) {
  const round = await db
    .selectFrom('round')
    .select(['assembly_id', 'meeting_id', 'id', 'definition', 'opened_at'])
    .where('id', '=', roundId)
    .where('state', 'not in', ['draft', 'ready'])
    .$narrowType<{ opened_at: Date }>()
    .executeTakeFirst();
  if (round === undefined) return undefined;
  const electors = await db
    .selectFrom('round_elector')
    .select(['person_id', 'class', 'medium'])
    .where('round_id', '=', roundId)
    .execute();
  return {
    ...round,
    electors: new Map(
      electors.map((row) => [row.person_id, { class: row.class, medium: row.medium }]),
    ),
  };
}
