import type { z } from 'zod';
import {
  EnteredPaper,
  type BoxStatus,
  type EntryList,
  type PaperBody,
  type StockBody,
} from '../../contract/paper/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { withoutCandidates } from '../../domain/candidates.ts';
import { unopposedWriteIns } from '../../domain/paper.ts';
import { paperSchemaOf, type Paper } from '../../domain/round/paper.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { writtenName } from '../../domain/writtenName.ts';
import { record } from '../../platform/audit/audit.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { type Permission } from '../../contract/permissions.ts';
import { findOffice } from '../decisions/decisions.repo.ts';
import {
  countElectors,
  deleteEntry,
  deleteTeller,
  findBox,
  findStock,
  insertTeller,
  listAllTellers,
  listEntries,
  listTellers,
  lockBox,
  putEntry,
  putStock,
  setDone,
  type Tellers,
} from './box.repo.ts';
import { boxStatus } from './box.ts';

type Box = NonNullable<Awaited<ReturnType<typeof findBox>>>;

/** How far the box of a round is: figures and differences, no paper. */
export async function readBox(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<BoxStatus>> {
  const permitted = allowed(asked, 'box.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const box = await findBox(db, actor.assemblyId, roundId);
  if (box === undefined || sitsElsewhere(actor, box.meeting_id)) return fail('not_found');
  const status = await boxStatus(db, actor.assemblyId, roundId);
  return status === undefined ? fail('not_found') : ok(status);
}

/** The frame of every act on a box of paper: may they, lock the round, is it one with paper, do it. */
export async function actOnBox<T>(
  { db }: Context,
  asked: Actor | undefined,
  permission: Permission,
  roundId: string,
  states: readonly Box['state'][],
  act: (tx: Tx, box: Box, actor: Actor & { personId: string }) => Promise<Result<T>>,
): Promise<Result<T>> {
  const permitted = allowed(asked, permission);
  if (!permitted.ok) return permitted;
  const { personId } = permitted.value;
  if (personId === null) return fail('not_permitted');
  const actor = { ...permitted.value, personId };
  return db.transaction().execute(async (tx): Promise<Result<T>> => {
    await lockBox(tx, actor.assemblyId, roundId);
    const box = await findBox(tx, actor.assemblyId, roundId);
    if (box === undefined || sitsElsewhere(actor, box.meeting_id)) return fail('not_found');
    if (box.medium === 'tablet')
      return fail('wrong_state', { state: box.state, medium: box.medium });
    if (!states.includes(box.state)) return fail('wrong_state', { state: box.state });
    return act(tx, box, actor);
  });
}

/**
 * Records the paper ballots of a round (表决票发放、收回记录): printed, issued and the rest from the opening on, the
 * number collected once the round is closed. Until the count exists it can be corrected.
 */
export async function recordStock(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
  body: z.infer<typeof StockBody>,
): Promise<Result<BoxStatus>> {
  const states = ['voting', 'closed', 'tallied'] as const;
  return actOnBox(context, asked, 'stock.write', roundId, states, async (tx, box, actor) => {
    const { version, ...stock } = body;
    const before = await findStock(tx, roundId);
    if ((before?.version ?? 0) !== version) return fail('stale', { version: before?.version ?? 0 });
    const { paper } = await countElectors(tx, roundId);
    // The voters of a constituency are on no roll.
    if (box.roll !== null && stock.issued > paper) {
      const reason = `issued ${String(stock.issued)} exceeds the ${String(paper)} electors who vote on paper`;
      const figures = { issued: stock.issued, electors: paper };
      return fail('figures_broken', {
        ...figures,
        path: 'issued',
        reason,
        identity: 'issued_electors',
      });
    }
    if (stock.collected !== null && box.state === 'voting') {
      return fail('wrong_state', { state: box.state });
    }
    await putStock(
      tx,
      { assembly_id: actor.assemblyId, round_id: roundId, recorded_by: actor.personId },
      stock,
    );
    const { note: _note, ...figures } = stock;
    await record(tx, {
      chain: actor.assemblyId,
      event: 'stock.recorded',
      actor,
      at: context.world.now(),
      detail: { round: roundId, ...figures },
    });
    return statusAfter(tx, actor, roundId);
  });
}

/** Who asks to read what they entered, and their place among the two tellers of the round; none before they began. */
export async function ownPlace(
  db: Connection,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<{ personId: string; place: Tellers[number] | undefined }>> {
  const permitted = allowed(asked, 'entry.write');
  if (!permitted.ok) return permitted;
  const { assemblyId, personId } = permitted.value;
  const box = await findBox(db, assemblyId, roundId);
  if (box === undefined || personId === null) return fail('not_found');
  const tellers = await listTellers(db, roundId);
  return ok({ personId, place: tellers.find((teller) => teller.person_id === personId) });
}

/** One's own entries, in the order of the pile; nobody reads another's. */
export async function ownEntries(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof EntryList>>> {
  const teller = await ownPlace(db, asked, roundId);
  if (!teller.ok) return teller;
  const rows = await listEntries(db, roundId, teller.value.personId);
  return ok({
    done: teller.value.place?.done ?? false,
    papers: rows.map((row) => ({ position: row.position, paper: EnteredPaper.parse(row.content) })),
  });
}

/** The frame of a teller's own acts: an appointed teller, one of the two of this round, not yet done. */
export async function actOnEntries(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
  options: { whenDone: boolean; of: 'papers' | 'figures' | 'either' },
  act: (tx: Tx, box: Box, actor: Actor & { personId: string }) => Promise<Result<undefined>>,
): Promise<Result<BoxStatus>> {
  const states = ['closed', 'tallied'] as const;
  return actOnBox(context, asked, 'entry.write', roundId, states, async (tx, box, actor) => {
    const figures = box.medium === 'figures';
    if (options.of !== 'either' && figures !== (options.of === 'figures')) {
      return fail('wrong_state', { state: box.state, medium: box.medium });
    }
    const office = await findOffice(tx, actor.assemblyId, box.meeting_id, actor.personId);
    if (office !== 'teller' && office !== 'chief_teller') return fail('not_an_officer');
    const all = await listAllTellers(tx, roundId);
    const own = all.find((teller) => teller.person_id === actor.personId);
    if (own !== undefined && own.released_at !== null) return fail('teller_released');
    const tellers = all.filter((teller) => teller.released_at === null);
    if (own === undefined) {
      if (tellers.length >= 2) return fail('two_tellers_already');
      await insertTeller(tx, {
        assembly_id: actor.assemblyId,
        round_id: roundId,
        person_id: actor.personId,
        slot: tellers[0]?.slot === 1 ? 2 : 1,
      });
    } else if (own.done && !options.whenDone) {
      return fail('entry_done');
    }
    const done = await act(tx, box, actor);
    if (done.ok) return statusAfter(tx, actor, roundId);
    // What was refused doesn't make anybody one of the two.
    if (own === undefined) await deleteTeller(tx, roundId, actor.personId);
    return done;
  });
}

/** Papers are entered until one's own pile is said to be done. */
const ENTERING = { whenDone: false, of: 'papers' } as const;

/** Enters or corrects the paper at a place of the pile; places are filled without gaps. */
export async function enterPaper(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
  position: number,
  { asWritten, ...paper }: z.infer<typeof PaperBody>,
): Promise<Result<BoxStatus>> {
  return actOnEntries(context, asked, roundId, ENTERING, async (tx, box, actor) => {
    const entries = await listEntries(tx, roundId, actor.personId);
    if (position > entries.length + 1) return fail('position_gap', { next: entries.length + 1 });
    const definition = roundDefinition.parse(box.definition);
    const fits = paperSchemaOf(definition).safeParse(paper);
    // Only where the paper doesn't fit is said, never what stands on it.
    if (!fits.success) {
      return fail('malformed', { item: String(fits.error.issues[0]?.path[1] ?? '') });
    }
    const content = withoutCandidates(definition, tidy(paper) as Paper);
    const unopposed = unopposedWriteIns(content.marks, content.writeIns ?? []);
    if (unopposed !== null && asWritten !== true) {
      return fail('write_in_needs_opposition', unopposed);
    }
    await putEntry(tx, {
      assembly_id: actor.assemblyId,
      round_id: roundId,
      person_id: actor.personId,
      position,
      content: content as EnteredPaper,
    });
    return ok(undefined);
  });
}

/** Names written in as tablets send them, so that one person's name is one name in the count. */
function tidy(paper: EnteredPaper): EnteredPaper {
  const names = paper.writeIns?.map(writtenName).filter(Boolean);
  if (names === undefined) return paper;
  const { writeIns: _untidy, ...rest } = paper;
  return names.length === 0 ? rest : { ...rest, writeIns: names };
}

/** Takes the last paper of one's own pile away again. */
export async function removePaper(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
  position: number,
): Promise<Result<BoxStatus>> {
  return actOnEntries(context, asked, roundId, ENTERING, async (tx, _box, actor) => {
    const entries = await listEntries(tx, roundId, actor.personId);
    if (position !== entries.length) return fail('position_gap', { next: entries.length });
    await deleteEntry(tx, roundId, actor.personId, position);
    return ok(undefined);
  });
}

/** Says that one's own pile is entered; with both done the two are compared. */
export async function finishEntries(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<BoxStatus>> {
  return actOnEntries(context, asked, roundId, ENTERING, async (tx, _box, actor) => {
    const entries = await listEntries(tx, roundId, actor.personId);
    await setDone(tx, roundId, actor.personId, true);
    await record(tx, {
      chain: actor.assemblyId,
      event: 'entry.finished',
      actor,
      at: context.world.now(),
      detail: { round: roundId, papers: entries.length },
    });
    return ok(undefined);
  });
}

/** Opens one's own pile again, to look at a difference and correct it. */
export async function reopenEntries(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<BoxStatus>> {
  const options = { whenDone: true, of: 'either' } as const;
  return actOnEntries(context, asked, roundId, options, async (tx, _box, actor) => {
    await setDone(tx, roundId, actor.personId, false);
    await record(tx, {
      chain: actor.assemblyId,
      event: 'entry.reopened',
      actor,
      at: context.world.now(),
      detail: { round: roundId },
    });
    return ok(undefined);
  });
}

export async function statusAfter(
  tx: Tx,
  actor: Actor,
  roundId: string,
): Promise<Result<BoxStatus>> {
  const status = await boxStatus(tx, actor.assemblyId, roundId);
  if (status === undefined) throw new Error('the box went away under its own lock');
  return ok(status);
}
