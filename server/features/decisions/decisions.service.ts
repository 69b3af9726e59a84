import { z } from 'zod';
import type {
  Decision,
  DecisionBody,
  DecisionList,
  Office,
  ProposedBody,
} from '../../contract/decisions/schemas.ts';
import type { Context } from '../../context.ts';
import { conflictAmong } from '../../domain/duties.ts';
import { ok } from '../../domain/outcome.ts';
import { majorityRule } from '../../domain/round/rules.ts';
import { decideByHands, HAND_MAJORITIES, type Hands } from '../../domain/showOfHands.ts';
import { meetingExists } from '../../live/view.repo.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { notify } from '../../platform/notices.ts';
import { allowed, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { dutiesAtMeetings } from '../../platform/duties.repo.ts';
import { enoughPresent } from '../meetings/quorum.ts';
import { lockPeople } from '../people/people.repo.ts';
import {
  insertDecision,
  insertOfficers,
  listDecisions,
  listOfficers,
  listProposed,
  lockMeetingFor,
  personsEntering,
  releaseOfficers,
  rolesOf,
  roundUnderWay,
  setProposed,
} from './decisions.repo.ts';

type List = z.infer<typeof DecisionList>;
type Body = z.infer<typeof DecisionBody>;

/** The meeting's decisions by show of hands, oldest first, and who holds an office by them now. */
export async function decisionsOf(
  { db }: Context,
  asked: Actor | undefined,
  meetingId: string,
): Promise<Result<List>> {
  const permitted = allowed(asked, 'decision.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  if (sitsElsewhere(actor, meetingId)) return fail('not_found');
  if (!(await meetingExists(db, actor.assemblyId, meetingId))) return fail('not_found');
  return ok(await readList(db, actor.assemblyId, meetingId));
}

/**
 * Records a decision by show of hands: figures only, compared with the roll as it stands; `quorum_not_met` where too few
 * of it are there. One about
 * officers that passes appoints them and releases who held those offices before.
 */
export async function recordDecision(
  context: Context,
  asked: Actor | undefined,
  meetingId: string,
  body: Body,
): Promise<Result<List>> {
  const permitted = allowed(asked, 'decision.record');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const { personId } = actor;
  if (personId === null) return fail('not_permitted');
  const { world } = context;
  return context.db.transaction().execute(async (tx): Promise<Result<List>> => {
    const meeting = await lockMeetingFor(tx, actor.assemblyId, meetingId);
    if (meeting === undefined) return fail('not_found');
    if (meeting.state !== 'in_session') return fail('meeting_not_in_session');
    if (body.kind === 'officers') {
      // Nobody is given a role between these looks and what they are for.
      await lockPeople(tx, actor.assemblyId);
      const possible = await canAppoint(tx, actor.assemblyId, meetingId, body.officers);
      if (!possible.ok) return possible;
    } else if (body.officers.length > 0) {
      return fail('figures_broken', {
        path: 'officers',
        reason: 'only a decision on officers appoints',
      });
    }
    const enough = await enoughPresent(tx, actor.assemblyId, meetingId);
    if (!enough.ok) return enough;
    const { enrolled, present } = enough.value;
    const figures = { for: body.for, against: body.against, abstain: body.abstain };
    const majority = [...HAND_MAJORITIES[body.majority]];
    const decided = decideByHands({ enrolled, present, ...figures, majority });
    if (!decided.ok) {
      const hands = figures.for + figures.against + figures.abstain;
      const identity = 'hands_present';
      return fail('figures_broken', { ...decided.error, identity, hands, present });
    }
    const { passed } = decided.value;
    const id = world.uuid();
    const at = world.now();
    await insertDecision(tx, {
      assembly_id: actor.assemblyId,
      meeting_id: meetingId,
      id,
      kind: body.kind,
      subject: body.subject,
      enrolled,
      present,
      votes_for: figures.for,
      votes_against: figures.against,
      votes_abstain: figures.abstain,
      majority,
      passed,
      recorded_by: personId,
      recorded_at: at,
    });
    const appoints = body.kind === 'officers' && passed;
    if (appoints) await appoint(context, tx, actor, meetingId, id, body.officers);
    await touchRoom(tx, meetingId);
    const entry = { chain: actor.assemblyId, actor, at };
    await record(tx, {
      ...entry,
      event: 'decision.recorded',
      detail: {
        decision: id,
        meeting: meetingId,
        kind: body.kind,
        ...figures,
        majority: body.majority,
        passed,
      },
    });
    if (appoints) {
      const officers = body.officers.map(({ personId: person, office }) => ({ person, office }));
      await record(tx, {
        ...entry,
        event: 'officers.appointed',
        detail: { meeting: meetingId, decision: id, officers },
      });
    }
    return ok(await readList(tx, actor.assemblyId, meetingId));
  });
}

/**
 * Keeps the names that the office has prepared for the offices of a meeting, so that the presider puts them to the
 * vote without typing. They are checked as for an appointment, and appoint nobody.
 */
export async function proposeOfficers(
  context: Context,
  asked: Actor | undefined,
  meetingId: string,
  { officers }: z.infer<typeof ProposedBody>,
): Promise<Result<List>> {
  const permitted = allowed(asked, 'decision.record');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return context.db.transaction().execute(async (tx): Promise<Result<List>> => {
    const meeting = await lockMeetingFor(tx, actor.assemblyId, meetingId);
    if (meeting === undefined) return fail('not_found');
    if (meeting.state === 'closed') return fail('wrong_state', { state: meeting.state });
    if (officers.length > 0) {
      const possible = await canAppoint(tx, actor.assemblyId, meetingId, officers);
      if (!possible.ok) return possible;
    }
    await setProposed(tx, actor.assemblyId, meetingId, officers);
    await record(tx, {
      chain: actor.assemblyId,
      event: 'officers.proposed',
      actor,
      at: context.world.now(),
      detail: {
        meeting: meetingId,
        officers: officers.map(({ personId: person, office }) => ({ person, office })),
      },
    });
    return ok(await readList(tx, actor.assemblyId, meetingId));
  });
}

/** Nobody twice, one chief of each kind, all of the assembly, nothing incompatible, no round under way. */
async function canAppoint(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
  officers: Body['officers'],
): Promise<Result<undefined>> {
  const broken = (reason: string) => fail('figures_broken', { path: 'officers', reason });
  if (officers.length === 0) return broken('nobody is to be appointed');
  const ids = officers.map((officer) => officer.personId);
  if (new Set(ids).size !== ids.length) return broken('somebody is named for two offices');
  for (const chief of ['chief_scrutineer', 'chief_teller'] as const) {
    if (officers.filter(({ office }) => office === chief).length > 1) {
      return broken(`more than one ${chief}`);
    }
  }
  if ((await roundUnderWay(tx, assemblyId, meetingId)) !== undefined) {
    const tellers = await onlyTellers(tx, assemblyId, meetingId, officers);
    if (!tellers) return fail('roll_in_use');
  }
  const duties = await dutiesAtMeetings(tx, assemblyId, ids);
  const here = (personId: string): readonly string[] =>
    duties.get(personId)?.find((at) => at.meetingId === meetingId)?.duties ?? [];
  const people = new Map((await rolesOf(tx, assemblyId, ids)).map((row) => [row.id, row.roles]));
  for (const { personId, office } of officers) {
    const held = people.get(personId);
    if (held === undefined) return fail('not_found');
    const roles = held.filter((role) => role !== null);
    const observes = here(personId).filter((duty) => duty === 'observer');
    const conflict = conflictAmong([...roles, office, ...observes]);
    if (conflict !== undefined) return fail('incompatible_roles', { ...conflict, personId });
  }
  return ok(undefined);
}

/**
 * While a round is under way only tellers can be appointed, so that somebody takes the place of one who can't go on:
 * who signs the count stays, and so does everybody who has begun to enter.
 */
async function onlyTellers(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
  named: Body['officers'],
): Promise<boolean> {
  const telling = (office: Office): boolean => office === 'teller' || office === 'chief_teller';
  if (!named.every(({ office }) => telling(office))) return false;
  const offices = new Set(named.map(({ office }) => office));
  const persons = new Set(named.map(({ personId }) => personId));
  const holders = await listOfficers(tx, assemblyId, meetingId);
  const entering = new Set(await personsEntering(tx, assemblyId, meetingId));
  return holders.every(({ person_id: personId, office }) =>
    persons.has(personId) ? telling(office) : !offices.has(office) || !entering.has(personId),
  );
}

async function appoint(
  { world }: Context,
  tx: Tx,
  actor: Actor,
  meetingId: string,
  decisionId: string,
  officers: Body['officers'],
): Promise<void> {
  const before = await listOfficers(tx, actor.assemblyId, meetingId);
  const offices = [...new Set(officers.map(({ office }) => office))];
  const personIds = officers.map((officer) => officer.personId);
  const { assemblyId } = actor;
  await releaseOfficers(tx, assemblyId, meetingId, { offices, personIds }, world.now());
  await insertOfficers(
    tx,
    officers.map(({ personId, office }) => ({
      assembly_id: assemblyId,
      meeting_id: meetingId,
      id: world.uuid(),
      person_id: personId,
      office,
      decision_id: decisionId,
    })),
  );
  // Their devices learn what their owners may do from now on, or no longer.
  const told = new Set([...personIds, ...before.map((officer) => officer.person_id)]);
  for (const personId of told) await notify(tx, { type: 'self', meetingId, personId });
}

async function readList(db: Connection, assemblyId: string, meetingId: string): Promise<List> {
  const decisions = await listDecisions(db, assemblyId, meetingId);
  const officers = await listOfficers(db, assemblyId, meetingId);
  const proposed = await listProposed(db, assemblyId, meetingId);
  return {
    decisions: decisions.map((row): z.infer<typeof Decision> => {
      const figures = {
        enrolled: row.enrolled,
        present: row.present,
        for: row.votes_for,
        against: row.votes_against,
        abstain: row.votes_abstain,
      };
      const majority = z.array(majorityRule).parse(row.majority) as Hands['majority'];
      const decided = decideByHands({ ...figures, majority });
      if (!decided.ok) throw new Error(`a stored decision breaks ${decided.error.path}`);
      return {
        id: row.id,
        kind: row.kind,
        subject: row.subject,
        ...figures,
        ...decided.value,
        majority,
        recordedBy: row.recorded_by_name,
        recordedAt: row.recorded_at.toISOString(),
      };
    }),
    officers: officers.map(({ person_id, name, office }) => ({
      personId: person_id,
      name,
      office,
    })),
    proposed: proposed.map(({ person_id, name, office }) => ({
      personId: person_id,
      name,
      office,
    })),
  };
}
