import type { z } from 'zod';
import type { Meeting, MeetingBody, MeetingPatch } from '../../contract/meetings/schemas.ts';
import { MeetingQuorum } from '../../contract/room/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { usualQuorum } from '../../domain/quorum.ts';
import { nextMeetingState, type MeetingEvent } from '../../domain/states/meeting.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import {
  assemblyKind,
  findMeeting,
  insertMeeting,
  listMeetings,
  lockMeeting,
  readQuorum,
  updateMeeting,
  votingRound,
} from './meetings.repo.ts';
import { enoughPresent } from './quorum.ts';

type MeetingRow = Awaited<ReturnType<typeof listMeetings>>[number];

function meetingOf(row: MeetingRow): Meeting {
  return {
    id: row.id,
    title: row.title,
    place: row.place,
    startsAt: row.starts_at.toISOString(),
    state: row.state,
    roll: {
      enrolled: row.enrolled ?? 0,
      present: row.present ?? 0,
      onLeave: row.on_leave ?? 0,
    },
    quorum: MeetingQuorum.parse(row.quorum),
    rounds: row.rounds,
  };
}

async function readMeeting(
  db: Connection,
  assemblyId: string,
  meetingId: string,
): Promise<Result<Meeting>> {
  const row = await findMeeting(db, assemblyId, meetingId);
  return row === undefined ? fail('not_found') : ok(meetingOf(row));
}

/** One meeting of the actor's assembly. */
export async function meeting(
  { db }: Context,
  actor: Actor | undefined,
  meetingId: string,
): Promise<Result<Meeting>> {
  const who = allowed(actor, 'meeting.read');
  return who.ok ? readMeeting(db, who.value.assemblyId, meetingId) : who;
}

/** The meetings of the actor's assembly, newest first. */
export async function meetingsFor(
  context: Context,
  actor: Actor | undefined,
): Promise<Result<{ meetings: Meeting[] }>> {
  const who = allowed(actor, 'meeting.read');
  if (!who.ok) return who;
  const rows = await listMeetings(context.db, who.value.assemblyId);
  return ok({ meetings: rows.map(meetingOf) });
}

/** Calls a meeting. Its roll is empty and it is being prepared. */
export async function addMeeting(
  context: Context,
  actor: Actor | undefined,
  body: z.infer<typeof MeetingBody>,
): Promise<Result<Meeting>> {
  const who = allowed(actor, 'meeting.write');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx) => {
    const id = world.uuid();
    const at = world.now();
    await insertMeeting(tx, {
      assembly_id: assemblyId,
      id,
      title: body.title,
      place: body.place,
      starts_at: new Date(body.startsAt),
      quorum: body.quorum ?? MeetingQuorum.parse(usualQuorum(await assemblyKind(tx, assemblyId))),
      created_at: at,
    });
    const detail = { meeting: id };
    await record(tx, { chain: assemblyId, event: 'meeting.created', actor: who.value, at, detail });
    return readMeeting(tx, assemblyId, id);
  });
}

/** A quorum as the log writes it: `>2/3`. */
function quorumSign(quorum: MeetingQuorum): string {
  const rules = quorum.map(({ fraction, strict }) => `${strict ? '>' : '≥'}${fraction}`);
  return rules.length === 0 ? '-' : rules.join(' ');
}

/** Changes title, place, time or quorum, until the meeting is over. */
export async function changeMeeting(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  patch: z.infer<typeof MeetingPatch>,
): Promise<Result<Meeting>> {
  const who = allowed(actor, 'meeting.write');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx) => {
    const state = await lockMeeting(tx, assemblyId, meetingId);
    if (state === undefined) return fail('not_found');
    if (state === 'closed') return fail('wrong_state', { state });
    const fields = {
      ...(patch.title === undefined ? {} : { title: patch.title }),
      ...(patch.place === undefined ? {} : { place: patch.place }),
      ...(patch.startsAt === undefined ? {} : { starts_at: new Date(patch.startsAt) }),
      ...(patch.quorum === undefined ? {} : { quorum: patch.quorum }),
    };
    if (Object.keys(fields).length > 0) {
      const old = await findMeeting(tx, assemblyId, meetingId);
      const retitled = patch.title !== undefined && patch.title !== old?.title;
      const before = await readQuorum(tx, assemblyId, meetingId);
      await updateMeeting(tx, assemblyId, meetingId, fields);
      await touchRoom(tx, meetingId);
      await record(tx, {
        chain: assemblyId,
        event: 'meeting.changed',
        actor: who.value,
        at: world.now(),
        detail: {
          meeting: meetingId,
          fields: Object.keys(patch),
          ...(retitled ? { title: { before: old?.title ?? '', after: patch.title ?? '' } } : {}),
          ...(patch.quorum === undefined
            ? {}
            : { quorum: { before: quorumSign(before), after: quorumSign(patch.quorum) } }),
        },
      });
    }
    return readMeeting(tx, assemblyId, meetingId);
  });
}

/**
 * Starts or ends a meeting (开会, 闭会). `wrong_state` {state} when that can't follow the state it is in;
 * `another_round_open` {roundId}: a meeting doesn't end while a round takes votes; `quorum_not_met` {present, enrolled,
 * needed}: nor does it begin before its quorum is there.
 */
export async function moveMeeting(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  event: MeetingEvent,
): Promise<Result<Meeting>> {
  const who = allowed(actor, 'meeting.start');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx) => {
    const state = await lockMeeting(tx, assemblyId, meetingId);
    if (state === undefined) return fail('not_found');
    const next = nextMeetingState(state, event);
    if (!next.ok) return fail('wrong_state', { state });
    const roundId = await votingRound(tx, assemblyId, meetingId);
    if (event === 'end' && roundId !== undefined) return fail('another_round_open', { roundId });

    if (event === 'start') {
      const enough = await enoughPresent(tx, assemblyId, meetingId);
      if (!enough.ok) return enough;
    }
    await updateMeeting(tx, assemblyId, meetingId, { state: next.value });
    await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: event === 'start' ? 'meeting.started' : 'meeting.ended',
      actor: who.value,
      at: world.now(),
      detail: { meeting: meetingId },
    });
    return readMeeting(tx, assemblyId, meetingId);
  });
}
