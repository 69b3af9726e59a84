import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  rosterPlace,
  type RosterAnswers,
  type RosterApplied,
  type RosterPreview,
} from '../../contract/roster/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { dutiesAtMeetings } from '../../platform/duties.repo.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, may, type Actor } from '../../platform/permissions.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { noticeGrowth } from '../../platform/statistics.ts';
import { listPeople, lockPeople } from '../people/people.repo.ts';
import type { RosterFile } from './file.ts';
import { officeRoles, planImport, type RosterPlan } from './plan.ts';
import { readRoster } from './read.ts';
import { insertPeople, insertRoles, updatePeople, withOfficeSessions } from './roster.repo.ts';

/** What importing this file would do. Changes nothing. */
export async function previewRoster(
  context: Context,
  actor: Actor | undefined,
  bytes: Buffer,
): Promise<Result<RosterPreview>> {
  const who = allowed(actor, 'people.import');
  if (!who.ok) return who;
  const read = await readRoster(bytes);
  if (!read.ok) return fail('roster_invalid', read.error);
  const planned = await planFor(context.db, who.value, read.value);
  if (!planned.ok) return planned;
  const { format, encoding, ignoredColumns } = read.value;
  const { rows, problems, notes } = planned.value;
  return ok({ sha256: sha256(bytes), format, encoding, rows, problems, notes, ignoredColumns });
}

/**
 * Imports the file that was previewed, all or nothing, as the answers say: `roster_changed` when it isn't that file,
 * `roster_invalid` {problems} when any row can't be taken and isn't to be left out, `roster_unanswered` {questions} when
 * it isn't decided who somebody is.
 */
export async function applyRoster(
  context: Context,
  actor: Actor | undefined,
  expected: string,
  bytes: Buffer,
  answers?: RosterAnswers,
): Promise<Result<z.infer<typeof RosterApplied>>> {
  const who = allowed(actor, 'people.import');
  if (!who.ok) return who;
  if (sha256(bytes) !== expected) return fail('roster_changed');
  const read = await readRoster(bytes);
  if (!read.ok) return fail('roster_invalid', read.error);

  return context.db.transaction().execute(async (tx) => {
    await lockPeople(tx, who.value.assemblyId);
    const planned = await planFor(tx, who.value, read.value, answers);
    if (!planned.ok) return planned;
    const plan = planned.value;
    if (plan.problems.length > 0 && answers?.leaveOut !== true) {
      return fail('roster_invalid', { problems: plan.problems.length });
    }
    if (plan.unanswered > 0) return fail('roster_unanswered', { questions: plan.unanswered });
    await write(tx, context, who.value, plan, expected);
    return ok(figuresOf(plan));
  });
}

async function planFor(
  db: Connection,
  actor: Actor,
  file: RosterFile,
  answers?: RosterAnswers,
): Promise<Result<RosterPlan>> {
  const people = await listPeople(db, actor.assemblyId);
  const ids = people.map(({ id }) => id);
  const held = await dutiesAtMeetings(db, actor.assemblyId, ids);
  const plan = planImport(
    file,
    people.map((person) => ({ ...person, atMeetings: held.get(person.id) ?? [] })),
    answers,
  );
  // A roster is no way around the rule that roles which open a seat are the administrator's to give.
  if (plan.officeRows.length > 0 && !may(actor, 'roles.assign')) {
    return fail('not_permitted', { rows: plan.officeRows.slice(0, 100) });
  }
  return ok(plan);
}

async function write(
  tx: Tx,
  { world }: Context,
  actor: Actor,
  plan: RosterPlan,
  hash: string,
): Promise<void> {
  const { assemblyId } = actor;
  const at = world.now();
  const added = plan.adds.map((row) => ({ ...row, id: world.uuid() }));
  const gains = [
    ...added.map(({ id, roles }) => ({ id, gained: roles, roles })),
    ...plan.updates.map(({ person, gained }) => ({ id: person.id, gained, roles: person.roles })),
  ].filter(({ gained }) => gained.length > 0);

  await insertPeople(tx, assemblyId, added, at);
  await noticeGrowth(tx, 'person', added.length);
  await updatePeople(
    tx,
    assemblyId,
    plan.updates.map(({ person }) => person),
  );
  await insertRoles(
    tx,
    assemblyId,
    gains.flatMap(({ id, gained }) => gained.map((role) => ({ id, role }))),
  );
  const ids = gains.map(({ id }) => id);
  for (const personId of await withOfficeSessions(tx, assemblyId, ids)) {
    await finishSessions(tx, world, actor, 'roles_changed', {
      assemblyId,
      personId,
      seats: ['desk', 'chair'],
      except: actor.sessionId,
    });
  }

  const entry = { chain: assemblyId, actor, at };
  await record(tx, {
    ...entry,
    event: 'roster.imported',
    detail: { sha256: hash, ...figuresOf(plan) },
  });
  // Who becomes somebody else, as far as anybody can see, stands in the log by themselves.
  for (const { person, before } of plan.updates) {
    const { name, number } = person;
    if (name === before.name && number === before.number) continue;
    const detail = {
      person: person.id,
      ...(name === before.name ? {} : { name: { from: before.name, to: name } }),
      ...(number === null || number === before.number
        ? {}
        : { number: { from: before.number, to: number } }),
    };
    await record(tx, { ...entry, event: 'roster.person_changed', detail });
  }
  // Office roles are few and matter: each stands in the log by itself.
  for (const { id, gained, roles } of gains) {
    if (officeRoles(gained).length === 0) continue;
    const detail = { person: id, roles: [...roles] };
    await record(tx, { ...entry, event: 'roles.assigned', detail });
  }
}

function figuresOf(plan: RosterPlan): z.infer<typeof RosterApplied> {
  const shown = new Set(plan.rows.map(rosterPlace));
  const refused = new Set(plan.problems.map(rosterPlace).filter((place) => !shown.has(place)));
  const leftOut = plan.leftOut + refused.size;
  return {
    added: plan.adds.length,
    updated: plan.updates.length,
    unchanged: plan.rows.length - plan.adds.length - plan.updates.length - plan.leftOut,
    ...(leftOut > 0 ? { leftOut } : {}),
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
