import type { z } from 'zod';
import type { Roll, RollBody, RollEntry, RollPatch } from '../../contract/roll/schemas.ts';
import type { Context } from '../../context.ts';
import { conflictAt } from '../../domain/duties.ts';
import { ok } from '../../domain/outcome.ts';
import { meetingExists } from '../../live/view.repo.ts';
import { touchRoom } from '../../live/touch.ts';
import { inLots, record } from '../../platform/audit/audit.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { notify } from '../../platform/notices.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { noticeGrowth } from '../../platform/statistics.ts';
import { dutiesAtMeetings } from '../../platform/duties.repo.ts';
import { lockMeeting, votingRound } from './meetings.repo.ts';
import {
  deleteEntry,
  electorsAmong,
  listRoll,
  roundOpened,
  strangers,
  updateEntry,
  upsertRoll,
  withTablets,
} from './roll.repo.ts';

type Rights = { personId: string; class: RollEntry['class']; entitled: boolean };

/** The roll of a meeting with its figures. */
export async function rollFor(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
): Promise<Result<z.infer<typeof Roll>>> {
  const who = allowed(actor, 'roll.read');
  if (!who.ok) return who;
  const { assemblyId } = who.value;
  if (!(await meetingExists(context.db, assemblyId, meetingId))) return fail('not_found');
  return ok(await readRoll(context.db, { assemblyId, meetingId }));
}

async function readRoll(
  db: Connection,
  of: { assemblyId: string; meetingId: string },
): Promise<z.infer<typeof Roll>> {
  const entries = await listRoll(db, of);
  const electors = entries.filter((entry) => entry.entitled);
  const at = (attendance: RollEntry['attendance']): number =>
    electors.filter((entry) => entry.attendance === attendance).length;
  return {
    figures: { enrolled: electors.length, present: at('present'), onLeave: at('on_leave') },
    entries,
  };
}

/**
 * Puts people on the roll, or changes the class and right to vote of those who are on it.
 *
 * @returns `not_found` {personId} for somebody who isn't an active member of the assembly;
 * `roll_in_use` when it would touch an elector of the round that is taking votes.
 */
export async function setRoll(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  body: z.infer<typeof RollBody>,
): Promise<Result<z.infer<typeof Roll>>> {
  const who = allowed(actor, 'roll.write');
  if (!who.ok) return who;
  const { assemblyId } = who.value;
  const of = { assemblyId, meetingId };
  const sound = checkRights(body.entries);
  if (!sound.ok) return sound;

  return context.db.transaction().execute(async (tx) => {
    const possible = await rollOpen(tx, assemblyId, meetingId);
    if (!possible.ok) return possible;
    const [stranger] = await strangers(
      tx,
      assemblyId,
      body.entries.map(({ personId }) => personId),
    );
    if (stranger !== undefined) return fail('not_found', { personId: stranger });
    const apart = await keptApart(tx, of, body.entries);
    if (!apart.ok) return apart;
    const before = new Map((await listRoll(tx, of)).map((entry) => [entry.personId, entry]));
    const changed = body.entries
      .filter((entry) => {
        const old = before.get(entry.personId);
        return old !== undefined && (old.class !== entry.class || old.entitled !== entry.entitled);
      })
      .map(({ personId }) => personId);
    const untouched = await electorsUntouched(tx, of, changed);
    if (!untouched.ok) return untouched;

    await upsertRoll(tx, of, body.entries);
    await noticeGrowth(tx, 'roll_entry', body.entries.length);
    await tellDevices(tx, of, changed);
    await touchRoom(tx, meetingId);
    const added = body.entries
      .filter(({ personId }) => !before.has(personId))
      .map(({ personId }) => personId);
    const at = context.world.now();
    const altered = new Set(changed);
    for (const persons of inLots([...added, ...changed])) {
      await record(tx, {
        chain: assemblyId,
        event: 'roll.set',
        actor: who.value,
        at,
        detail: {
          meeting: meetingId,
          added: persons.filter((id) => !altered.has(id)).length,
          changed: persons.filter((id) => altered.has(id)).length,
          persons,
        },
      });
    }
    return ok(await readRoll(tx, of));
  });
}

/**
 * Changes one entry. Attendance can be changed at any time before the meeting is over: a round that is
 * taking votes keeps the electorate it was opened with.
 */
export async function changeEntry(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  personId: string,
  patch: z.infer<typeof RollPatch>,
): Promise<Result<RollEntry>> {
  const who = allowed(actor, 'roll.write');
  if (!who.ok) return who;
  const { assemblyId } = who.value;
  const of = { assemblyId, meetingId };
  return context.db.transaction().execute(async (tx) => {
    const possible = await rollOpen(tx, assemblyId, meetingId);
    if (!possible.ok) return possible;
    const [entry] = await listRoll(tx, of, personId);
    if (entry === undefined) return fail('not_on_roll');
    const wanted = { ...entry, ...defined(patch) };
    const sound = checkRights([wanted]);
    if (!sound.ok) return sound;
    if (wanted.class !== entry.class || wanted.entitled !== entry.entitled) {
      const untouched = await electorsUntouched(tx, of, [personId]);
      if (!untouched.ok) return untouched;
      const apart = await keptApart(tx, of, [wanted]);
      if (!apart.ok) return apart;
    }

    const fields = differing(entry, defined(patch));
    if (Object.keys(fields).length === 0) return ok(entry);
    await updateEntry(tx, of, personId, fields);
    await tellDevices(tx, of, [personId]);
    await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: 'roll.entry_changed',
      actor: who.value,
      at: context.world.now(),
      detail: { meeting: meetingId, person: personId, ...fields },
    });
    return ok(wanted);
  });
}

/** The presider's own entry on the roll; null where they are not on it. */
export async function ownEntry(
  { db }: Context,
  asked: Actor | undefined,
  meetingId: string,
): Promise<Result<{ entry: RollEntry | null }>> {
  const who = allowed(asked, 'roll.self');
  if (!who.ok) return who;
  const { assemblyId, personId } = who.value;
  if (!(await meetingExists(db, assemblyId, meetingId))) return fail('not_found');
  if (personId === null) return ok({ entry: null });
  const [entry] = await listRoll(db, { assemblyId, meetingId }, personId);
  return ok({ entry: entry ?? null });
}

/** Counts the presider as present, who has no tablet to sign in at: `not_on_roll` where they are not on the roll. */
export async function comeIn(
  context: Context,
  asked: Actor | undefined,
  meetingId: string,
): Promise<Result<{ entry: RollEntry | null }>> {
  const who = allowed(asked, 'roll.self');
  if (!who.ok) return who;
  const { assemblyId, personId } = who.value;
  const of = { assemblyId, meetingId };
  return context.db.transaction().execute(async (tx) => {
    const possible = await rollOpen(tx, assemblyId, meetingId);
    if (!possible.ok) return possible;
    const [entry] = personId === null ? [] : await listRoll(tx, of, personId);
    if (entry === undefined) return fail('not_on_roll');
    if (entry.attendance === 'present') return ok({ entry });
    await updateEntry(tx, of, entry.personId, { attendance: 'present' });
    await tellDevices(tx, of, [entry.personId]);
    await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: 'roll.entry_changed',
      actor: who.value,
      at: context.world.now(),
      detail: { meeting: meetingId, person: entry.personId, attendance: 'present' },
    });
    return ok({ entry: { ...entry, attendance: 'present' as const } });
  });
}

/** Takes somebody off the roll and signs their device out, as long as no round of the meeting was opened. */
export async function removeEntry(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  personId: string,
): Promise<Result<null>> {
  const who = allowed(actor, 'roll.write');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  const of = { assemblyId, meetingId };
  return db.transaction().execute(async (tx) => {
    const possible = await rollOpen(tx, assemblyId, meetingId);
    if (!possible.ok) return possible;
    if ((await listRoll(tx, of, personId)).length === 0) return fail('not_on_roll');
    if (await roundOpened(tx, of)) return fail('roll_in_use');

    await deleteEntry(tx, of, personId);
    await touchRoom(tx, meetingId);
    await finishSessions(tx, world, who.value, 'card_withdrawn', {
      assemblyId,
      meetingId,
      personId,
      seats: ['tablet'],
    });
    await record(tx, {
      chain: assemblyId,
      event: 'roll.entry_removed',
      actor: who.value,
      at: world.now(),
      detail: { meeting: meetingId, person: personId },
    });
    return ok(null);
  });
}

async function rollOpen(tx: Tx, assemblyId: string, meetingId: string): Promise<Result<null>> {
  const state = await lockMeeting(tx, assemblyId, meetingId);
  if (state === undefined) return fail('not_found');
  return state === 'closed' ? fail('wrong_state', { state }) : ok(null);
}

function checkRights(entries: readonly Rights[]): Result<null> {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const path = `/entries/${String(index)}`;
    if (entry.class === 'observer' && entry.entitled) {
      const message = 'an observer has no vote';
      return fail('invalid_input', { issues: [{ path: `${path}/entitled`, message }] });
    }
    if (seen.has(entry.personId)) {
      const message = 'twice in the list';
      return fail('invalid_input', { issues: [{ path: `${path}/personId`, message }] });
    }
    seen.add(entry.personId);
  }
  return ok(null);
}

/** Whoever only attends holds no office that is taken from those who vote. */
async function keptApart(
  tx: Tx,
  of: { assemblyId: string; meetingId: string },
  entries: readonly Rights[],
): Promise<Result<null>> {
  const observers = entries.filter((entry) => entry.class === 'observer');
  if (observers.length === 0) return ok(null);
  const ids = observers.map(({ personId }) => personId);
  const duties = await dutiesAtMeetings(tx, of.assemblyId, ids);
  for (const personId of ids) {
    const here = duties.get(personId)?.filter(({ meetingId }) => meetingId === of.meetingId) ?? [];
    const conflict = conflictAt(['observer'], here);
    if (conflict !== undefined) return fail('incompatible_roles', { ...conflict, personId });
  }
  return ok(null);
}

/** A vote that is running keeps its electors (V8), so what they may do doesn't change under them. */
async function electorsUntouched(
  tx: Tx,
  of: { assemblyId: string; meetingId: string },
  personIds: readonly string[],
): Promise<Result<null>> {
  if (personIds.length === 0) return ok(null);
  const roundId = await votingRound(tx, of.assemblyId, of.meetingId);
  if (roundId === undefined) return ok(null);
  const electors = await electorsAmong(tx, roundId, personIds);
  return electors.size > 0 ? fail('roll_in_use') : ok(null);
}

async function tellDevices(
  tx: Tx,
  of: { assemblyId: string; meetingId: string },
  personIds: readonly string[],
): Promise<void> {
  for (const personId of await withTablets(tx, of, personIds)) {
    await notify(tx, { type: 'self', meetingId: of.meetingId, personId });
  }
}

type Fields = Partial<Pick<RollEntry, 'class' | 'entitled' | 'attendance' | 'medium'>>;

function defined(patch: z.infer<typeof RollPatch>): Fields {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function differing(entry: RollEntry, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => entry[field as keyof Fields] !== value),
  );
}
