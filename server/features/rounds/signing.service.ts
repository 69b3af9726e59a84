import type { z } from 'zod';
import type { Office } from '../../contract/decisions/schemas.ts';
import type { Signatures } from '../../contract/counting/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { readHead } from '../../platform/audit/audit.repo.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { listOfficers } from '../decisions/decisions.repo.ts';
import { actOnRound, step } from './acting.ts';
import { newestCount } from './counts.repo.ts';
import { countedAsItIs } from './document.ts';
import { findRound, setState, type RoundRow } from './rounds.repo.ts';
import { insertSignature, listSignatures } from './signing.repo.ts';

/** The offices that sign the count (监票人、总监票人签名). */
export const SIGNING: readonly Office[] = ['chief_scrutineer', 'scrutineer'];

/** Who must sign and who has signed the newest count. */
export async function signaturesOf(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof Signatures>>> {
  const permitted = allowed(asked, 'box.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const round = await findRound(db, actor.assemblyId, roundId);
  if (round === undefined || sitsElsewhere(actor, round.meeting_id)) return fail('not_found');
  const made = await newestCount(db, round.id);
  if (made === undefined) return fail('not_counted_yet');
  if (!made.stands) return fail('result_differs');
  const signatures = await readSignatures(db, round, made.version);
  // The head holds the result's hash, by which a count could be guessed before it is announced: it is for those who know it.
  return ok(allowed(asked, 'round.count.read').ok ? signatures : { ...signatures, log: null });
}

async function readSignatures(
  db: Connection,
  round: RoundRow,
  version: number,
): Promise<z.infer<typeof Signatures>> {
  const officers = await listOfficers(db, round.assembly_id, round.meeting_id);
  const signed = await listSignatures(db, round.id, version);
  const log = await readHead(db, round.assembly_id);
  if (log === undefined) throw new Error('a counted round has left entries in the log');
  return {
    version,
    log,
    required: officers
      .filter(({ office }) => SIGNING.includes(office))
      .map(({ person_id, name, office }) => ({ personId: person_id, name, office })),
    signed: signed.map((row) => ({
      personId: row.person_id,
      name: row.name,
      office: row.office,
      signedAt: row.signed_at.toISOString(),
    })),
  };
}

/** How many appointed scrutineers have not signed this version of the count. */
export async function missingSignatures(
  db: Connection,
  round: RoundRow,
  version: number,
): Promise<number> {
  const { required, signed } = await readSignatures(db, round, version);
  const done = new Set(signed.map((one) => one.personId));
  return required.filter((one) => !done.has(one.personId)).length;
}

/**
 * A scrutineer signs the count on their own device. They sign the version they saw: `stale` when a further
 * one was made meanwhile, `not_counted_yet` when the box was corrected after it, `already_signed` the second time. The last signature makes the round `signed`;
 * only then can the presider announce.
 */
export async function signCount(
  context: Context,
  actor: Actor | undefined,
  roundId: string,
  version: number,
): Promise<Result<Round>> {
  return actOnRound(context, actor, 'count.sign', roundId, async (tx, round, by) => {
    const { personId } = by;
    const officers = await listOfficers(tx, by.assemblyId, round.meeting_id);
    const own = officers.find((officer) => officer.person_id === personId);
    if (personId === null || (own?.office !== 'chief_scrutineer' && own?.office !== 'scrutineer')) {
      return fail('not_an_officer');
    }
    if (round.state !== 'tallied') return fail('wrong_state', { state: round.state });
    const made = await newestCount(tx, roundId);
    if (made === undefined) return fail('not_counted_yet');
    if (made.version !== version) return fail('stale', { version: made.version });
    if (!made.stands) return fail('result_differs');
    const current = await countedAsItIs(tx, round, made);
    if (!current.ok) return current;
    const signed = await listSignatures(tx, roundId, version);
    if (signed.some((one) => one.person_id === personId)) return fail('already_signed');
    const at = context.world.now();
    await insertSignature(tx, {
      assembly_id: by.assemblyId,
      round_id: roundId,
      version,
      person_id: personId,
      office: own.office,
      signed_at: at,
    });
    const complete = (await missingSignatures(tx, round, version)) === 0;
    if (complete) {
      const next = step(round, 'sign');
      if (!next.ok) throw new Error('a tallied round can be signed');
      await setState(tx, roundId, next.value);
    }
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'count.signed',
      actor: by,
      at,
      detail: {
        round: roundId,
        version,
        office: own.office,
        documentSha256: made.document_sha256,
        complete,
      },
    });
    return ok(undefined);
  });
}
