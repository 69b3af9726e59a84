import type { AssemblyKind } from '../../domain/assemblyKind.ts';
import type { Origin } from '../../domain/origin.ts';
import { sql, type ExpressionBuilder } from 'kysely';
import type { DB } from '../../../db/schema.ts';
import type { BoxPublication, Display, Medium, RoundState } from '../../contract/room/schemas.ts';
import type { RoundFacts } from '../../domain/round/facts.ts';
import type { RoundDefinition } from '../../domain/round/document.ts';
import type { Connection, Tx } from '../../platform/database.ts';

const COLUMNS = [
  'assembly_id',
  'meeting_id',
  'id',
  'position',
  'title',
  'definition',
  'facts',
  'display',
  'shown_group',
  'medium',
  'box_publication',
  'signatures_required',
  'predecessor_id',
  'origin',
  'state',
  'roll',
  'opened_at',
  'closed_at',
  'announced_at',
  'published_at',
  'version',
] as const;

/** Whether its box was published and whether a re-vote was opened in its place, beside each round. */
function besideEach(eb: ExpressionBuilder<DB, 'round'>) {
  const next = eb
    .selectFrom('round as revote')
    .whereRef('revote.predecessor_id', '=', 'round.id')
    .where('revote.origin', '=', 'revote')
    .where('revote.opened_at', 'is not', null);
  const box = eb.selectFrom('published_box').whereRef('published_box.round_id', '=', 'round.id');
  return [
    box.select('sha256').as('box_sha256'),
    box.select('published_box.published_at').as('box_published_at'),
    next.select('revote.id').as('replaced_by_id'),
    next.select('revote.title').as('replaced_by_title'),
  ] as const;
}

export type RoundRow = NonNullable<Awaited<ReturnType<typeof findRound>>>;

export async function findRound(db: Connection, assemblyId: string, roundId: string) {
  return db
    .selectFrom('round')
    .select(COLUMNS)
    .select(besideEach)
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', roundId)
    .executeTakeFirst();
}

/** The round, locked until the transaction ends; whoever else wants to change it waits. */
export async function lockRound(tx: Tx, assemblyId: string, roundId: string) {
  return tx
    .selectFrom('round')
    .select(COLUMNS)
    .select(besideEach)
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', roundId)
    .forUpdate()
    .executeTakeFirst();
}

export async function listRounds(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('round')
    .select(COLUMNS)
    .select(besideEach)
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute();
}

/** The meeting, locked against being ended or given another round meanwhile. */
export async function lockMeeting(tx: Tx, assemblyId: string, meetingId: string) {
  return tx
    .selectFrom('meeting')
    .select(['id', 'state'])
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
}

/** Whose rounds they are: a subdistrict's select (票选), a town's decide (票决). */
export async function assemblyKind(db: Connection, assemblyId: string): Promise<AssemblyKind> {
  const { kind } = await db
    .selectFrom('assembly')
    .select('kind')
    .where('id', '=', assemblyId)
    .executeTakeFirstOrThrow();
  return kind;
}

export async function insertDraft(
  tx: Tx,
  draft: {
    assemblyId: string;
    meetingId: string;
    id: string;
    title: string;
    display: Display;
    shownGroup: number | null;
    medium: Medium;
    boxPublication: BoxPublication;
    definition: RoundDefinition;
    facts: RoundFacts;
    createdAt: Date;
    follows?: {
      predecessorId: string;
      origin: Origin;
      reason: string;
    };
  },
): Promise<void> {
  const { last } = await tx
    .selectFrom('round')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`0`).as('last'))
    .where('assembly_id', '=', draft.assemblyId)
    .where('meeting_id', '=', draft.meetingId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('round')
    .values({
      assembly_id: draft.assemblyId,
      meeting_id: draft.meetingId,
      id: draft.id,
      position: last + 1,
      title: draft.title,
      display: draft.display,
      shown_group: draft.shownGroup,
      medium: draft.medium,
      box_publication: draft.boxPublication,
      definition: JSON.stringify(draft.definition),
      facts: JSON.stringify(draft.facts),
      state: 'draft',
      predecessor_id: draft.follows?.predecessorId ?? null,
      origin: draft.follows?.origin ?? null,
      origin_reason: draft.follows?.reason ?? null,
      created_at: draft.createdAt,
    })
    .execute();
}

export async function updateDraft(
  tx: Tx,
  roundId: string,
  draft: {
    title: string;
    display: Display;
    shownGroup: number | null;
    medium: Medium;
    boxPublication: BoxPublication;
    definition: RoundDefinition;
    facts: RoundFacts;
  },
): Promise<void> {
  await tx
    .updateTable('round')
    .set({
      title: draft.title,
      display: draft.display,
      shown_group: draft.shownGroup,
      medium: draft.medium,
      box_publication: draft.boxPublication,
      definition: JSON.stringify(draft.definition),
      facts: JSON.stringify(draft.facts),
      version: sql`version + 1`,
    })
    .where('id', '=', roundId)
    .execute();
}

/** Gives rounds their places; through places that nobody has, for no two may have one at any moment. */
export async function setPositions(
  tx: Tx,
  places: readonly { id: string; position: number }[],
): Promise<void> {
  const ids = places.map(({ id }) => id);
  await tx
    .updateTable('round')
    .set({ position: sql`position + 1000000` })
    .where('id', 'in', ids)
    .execute();
  for (const { id, position } of places) {
    await tx.updateTable('round').set({ position }).where('id', '=', id).execute();
  }
}

export async function deleteDraft(tx: Tx, roundId: string): Promise<void> {
  await tx.deleteFrom('round').where('id', '=', roundId).execute();
}

/** Opens the round for votes; its box was set up before (live/box.ts). */
export async function markOpened(
  tx: Tx,
  roundId: string,
  opening: { roll: unknown; signaturesRequired: boolean; at: Date },
): Promise<void> {
  await tx
    .updateTable('round')
    .set({
      state: 'voting',
      roll: opening.roll === null ? null : JSON.stringify(opening.roll),
      signatures_required: opening.signaturesRequired,
      opened_at: opening.at,
      version: sql`version + 1`,
    })
    .where('id', '=', roundId)
    .execute();
}

/** Sets the state with the moment that belongs to it. */
export async function setState(
  tx: Tx,
  roundId: string,
  state: RoundState,
  moment: { opened_at?: Date; closed_at?: Date; announced_at?: Date; published_at?: Date } = {},
): Promise<void> {
  await tx
    .updateTable('round')
    .set({ state, ...moment, version: sql`version + 1` })
    .where('id', '=', roundId)
    .execute();
}

/** Puts a round on the floor: the room's picture shows it from now on. */
export async function setCurrentRound(tx: Tx, meetingId: string, roundId: string | null) {
  await tx
    .updateTable('room')
    .set({ current_round_id: roundId })
    .where('meeting_id', '=', meetingId)
    .execute();
}

export async function currentRound(db: Connection, meetingId: string) {
  return db
    .selectFrom('room')
    .leftJoin('round', 'round.id', 'room.current_round_id')
    .select(['round.id', 'round.state'])
    .where('room.meeting_id', '=', meetingId)
    .executeTakeFirst();
}

/**
 * Rounds of a meeting between opening and announcement, other than this one and without those whose place a
 * re-vote takes (this round, or one that was opened).
 */
export async function unfinishedRounds(db: Connection, meetingId: string, except: string) {
  return db
    .selectFrom('round')
    .select(['id', 'state'])
    .where('meeting_id', '=', meetingId)
    .where('id', '<>', except)
    .where('state', 'in', ['voting', 'tallied', 'signed'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('round as revote')
            .select('revote.id')
            .whereRef('revote.predecessor_id', '=', 'round.id')
            .where('revote.origin', '=', 'revote')
            .where((eb) =>
              eb.or([eb('revote.id', '=', except), eb('revote.opened_at', 'is not', null)]),
            ),
        ),
      ),
    )
    .execute();
}

/** The round that follows this one, if it was made. */
export async function findSuccessor(db: Connection, roundId: string) {
  return db
    .selectFrom('round')
    .select(COLUMNS)
    .select(besideEach)
    .where('predecessor_id', '=', roundId)
    .executeTakeFirst();
}

/** What a meeting is called. */
export async function meetingTitle(db: Connection, meetingId: string): Promise<string> {
  const { title } = await db
    .selectFrom('meeting')
    .select('title')
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return title;
}
