import type { z } from 'zod';
import type { ScreenList } from '../../contract/screens/schemas.ts';
import type { ScreenTheme } from '../../contract/room/schemas.ts';
import type { PairingStart, PairingState } from '../../contract/screens/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { meetingExists } from '../../live/view.repo.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { after } from '../../platform/clock.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { codeHash, newPairingCode, newToken, tokenHash } from '../../platform/secrets.ts';
import {
  actorOf,
  beginScreenSession,
  finishSessions,
} from '../../platform/sessions/sessions.service.ts';
import { NAME_POLICY } from '../../platform/throttle/policy.ts';
import {
  countFailure,
  forgetFailures,
  secondsLocked,
  type ThrottleKey,
} from '../../platform/throttle/throttle.ts';
import { lockMeeting } from '../meetings/meetings.repo.ts';
import {
  deleteExpiredPairings,
  insertPairing,
  isWaiting,
  listScreens,
  lockWaitingPairing,
  markPaired,
  updateScreenTheme,
} from './screens.repo.ts';

/** The paired screens; under which addresses the server is reached only its routes know. */
type Screens = Omit<z.infer<typeof ScreenList>, 'origins'>;

/** How long a pairing code can be used, in seconds. */
const CODE_LIFETIME = 600;
/** Codes tried before giving up; with a thousand screens waiting at once, one in a thousand is taken. */
const ATTEMPTS = 10;

/** A screen asks to be paired: the code it shows, and the secret that later is its session's token. */
export async function startPairing(
  context: Context,
): Promise<Result<z.infer<typeof PairingStart> & { secret: string }>> {
  const { db, world } = context;
  const secret = newToken(world);
  const expiresAt = after(world.now(), CODE_LIFETIME);
  return db.transaction().execute(async (tx) => {
    await deleteExpiredPairings(tx, world.now());
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const code = newPairingCode(world);
      const kept = await insertPairing(tx, {
        id: world.uuid(),
        secret_hash: tokenHash(secret),
        code_hash: codeHash(context.codeKey, code),
        expires_at: expiresAt,
      });
      if (kept) return ok({ code, expiresAt: expiresAt.toISOString(), secret });
    }
    return fail('busy');
  });
}

/** How the pairing of the screen with this secret stands. */
export async function pairingState(
  context: Context,
  secret: string | undefined,
): Promise<z.infer<typeof PairingState>> {
  const { db, world } = context;
  if (secret === undefined) return { state: 'expired' };
  if ((await actorOf(db, world, secret, 'screen')) !== undefined) return { state: 'paired' };
  const waiting = await isWaiting(db, tokenHash(secret), world.now());
  return { state: waiting ? 'waiting' : 'expired' };
}

/**
 * Pairs the screen that shows this code with a meeting.
 *
 * @returns `pairing_code_invalid` for a code no screen shows now (any more); `locked_out` {seconds} after
 * five of those.
 */
export async function pairScreen(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  code: string,
): Promise<Result<Screens>> {
  const who = allowed(actor, 'screen.pair');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  const key: ThrottleKey = { kind: 'pairing', of: who.value.personId ?? who.value.sessionId };
  return db.transaction().execute(async (tx): Promise<Result<Screens>> => {
    const state = await lockMeeting(tx, assemblyId, meetingId);
    if (state === undefined) return fail('not_found');
    const seconds = await secondsLocked(tx, world, key, NAME_POLICY);
    if (seconds > 0) return fail('locked_out', { seconds });
    const at = world.now();
    const pairing = await lockWaitingPairing(tx, codeHash(context.codeKey, code), at);
    if (pairing === undefined) {
      const { locks } = await countFailure(tx, world, key, NAME_POLICY);
      await record(tx, {
        chain: assemblyId,
        event: 'sign_in.failed',
        actor: who.value,
        at,
        detail: { seat: 'screen', reason: locks ? 'locked_out' : 'wrong_credentials' },
      });
      return fail('pairing_code_invalid');
    }

    await forgetFailures(tx, key);
    const sessionId = await beginScreenSession(tx, world, {
      assemblyId,
      meetingId,
      secretHash: pairing.secret_hash,
    });
    await markPaired(tx, pairing.id, sessionId, at);
    await record(tx, {
      chain: assemblyId,
      event: 'screen.paired',
      actor: who.value,
      at,
      detail: { meeting: meetingId, session: sessionId },
    });
    return ok(await read(tx, assemblyId, meetingId, at));
  });
}

/** The screens paired with a meeting. */
export async function screensFor(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
): Promise<Result<Screens>> {
  const who = allowed(actor, 'screen.pair');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  if (!(await meetingExists(db, assemblyId, meetingId))) return fail('not_found');
  return ok(await read(db, assemblyId, meetingId, world.now()));
}

/** Makes the projectors of a meeting light or dark; they change while one looks. */
export async function setScreenTheme(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  theme: ScreenTheme,
): Promise<Result<null>> {
  const who = allowed(actor, 'screen.set');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx) => {
    if ((await lockMeeting(tx, assemblyId, meetingId)) === undefined) return fail('not_found');
    if (!(await updateScreenTheme(tx, meetingId, theme))) return ok(null);
    await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: 'screen.theme_changed',
      actor: who.value,
      at: world.now(),
      detail: { meeting: meetingId, theme },
    });
    return ok(null);
  });
}

/** Signs a screen out. `not_found` when it isn't paired with this meeting. */
export async function unpairScreen(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  sessionId: string,
): Promise<Result<null>> {
  const who = allowed(actor, 'screen.pair');
  if (!who.ok) return who;
  const { db, world } = context;
  return db.transaction().execute(async (tx) => {
    const ended = await finishSessions(tx, world, who.value, 'unpaired', {
      assemblyId: who.value.assemblyId,
      meetingId,
      sessionId,
      seats: ['screen'],
    });
    return ended === 0 ? fail('not_found') : ok(null);
  });
}

async function read(
  db: Connection,
  assemblyId: string,
  meetingId: string,
  now: Date,
): Promise<Screens> {
  const screens = await listScreens(db, assemblyId, meetingId, now);
  return {
    screens: screens.map(({ id, created_at }) => ({ id, pairedAt: created_at.toISOString() })),
  };
}
