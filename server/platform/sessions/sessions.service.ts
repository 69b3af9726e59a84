import type { Me } from '../../contract/sign-in/schemas.ts';
import { Role, type Seat } from '../../contract/common/roles.ts';
import { record, type AuditActor } from '../audit/audit.ts';
import { after, type World } from '../clock.ts';
import { Collected } from '../collected.ts';
import type { Connection, Tx } from '../database.ts';
import { notify } from '../notices.ts';
import { capacitiesAt, type Actor } from '../permissions.ts';
import { type Capacity } from '../../contract/common/roles.ts';
import { newToken, tokenHash } from '../secrets.ts';
import { endSessions, findSessions, insertSession, type EndReason } from './sessions.repo.ts';

/** How long a sign-in lasts, in seconds: a working day at the desk, a meeting day in the hall. */
const LIFETIME: Record<Seat, number> = {
  desk: 12 * 3600,
  chair: 16 * 3600,
  tablet: 24 * 3600,
  screen: 48 * 3600,
};

/** Where somebody signs in: the network address, and what the browser says it is. */
export type From = { address: string; device: string };

/** Offices that a meeting gives by its own decision. */
const BY_DECISION: readonly Role[] = ['chief_scrutineer', 'scrutineer', 'teller'];

export type SignedIn = { actor: Actor; me: Me };
type SessionRow = Awaited<ReturnType<typeof findSessions>>[number];

/** Who holds this token at this seat, and what the page shows about them; undefined when nobody does. */
export async function actorOf(
  db: Connection,
  world: World,
  token: string,
  seat: Seat,
): Promise<SignedIn | undefined> {
  const [row] = await findSessions(db, [tokenHash(token)], world.now());
  return row?.seat === seat ? signedInOf(row) : undefined;
}

/** The same for every request of a process: a hall that comes at once is looked up in a few statements. */
export function actorLookup(
  db: Connection,
  world: World,
): (token: string, seat: Seat) => Promise<SignedIn | undefined> {
  const sessions = new Collected(async (hashes) => {
    const wanted = hashes.map((hash) => Buffer.from(hash, 'hex'));
    const rows = await findSessions(db, wanted, world.now());
    return new Map(rows.map((row) => [row.token_hash.toString('hex'), row]));
  });
  return async (token, seat) => {
    const row = await sessions.of(tokenHash(token).toString('hex'));
    return row?.seat === seat ? signedInOf(row) : undefined;
  };
}

function signedInOf(row: SessionRow): SignedIn | undefined {
  const { seat } = row;
  if (row.person_active === false) return undefined;
  // Someone taken off the roll has no tablet any more.
  if (seat === 'tablet' && row.roll_class === null) return undefined;
  const roles = (row.roles ?? []).map((role) => Role.parse(role));
  // At a tablet the offices of a count are those that its meeting has given, not a name on the roster.
  const own = seat === 'tablet' ? roles.filter((role) => !BY_DECISION.includes(role)) : roles;
  const held: Capacity[] =
    seat === 'screen'
      ? ['projector']
      : [...own, ...[row.roll_class, row.office].filter((capacity) => capacity !== null)];
  // A password that somebody else chose opens nothing but the way to one of their own.
  const mustChange = (seat === 'desk' || seat === 'chair') && row.must_change === true;
  const actor: Actor = {
    sessionId: row.id,
    assemblyId: row.assembly_id,
    seat,
    personId: row.person_id,
    meetingId: row.meeting_id,
    capacities: mustChange ? [] : capacitiesAt(seat, held),
    operator: seat === 'desk' && row.operator === true && !mustChange,
    mustChange,
    renewedAt: row.renewed_at,
  };
  const me: Me = {
    seat,
    personId: row.person_id,
    name: row.person_name ?? '',
    roles,
    operator: actor.operator,
    mustChangePassword: mustChange,
    assembly: {
      id: row.assembly_id,
      name: row.assembly_name,
      kind: row.assembly_kind,
      sample: row.assembly_sample,
    },
    meetingId: row.meeting_id,
  };
  return { actor, me };
}

/**
 * Makes a session and gives its token, which is stored nowhere. At a tablet it takes over from the
 * person's earlier device of that meeting, which is told. Writes the audit entries of both.
 */
export async function beginSession(
  tx: Tx,
  world: World,
  who: {
    assemblyId: string;
    seat: Seat;
    personId: string | null;
    meetingId: string | null;
    from?: From;
    /** When the card was issued again that this sign-in came with. */
    renewedAt?: Date | null;
  },
): Promise<{ token: string; sessionId: string }> {
  const now = world.now();
  const by: AuditActor = { personId: who.personId, seat: who.seat };
  if (who.seat === 'tablet' && who.personId !== null && who.meetingId !== null) {
    await finishSessions(tx, world, by, 'taken_over', {
      assemblyId: who.assemblyId,
      personId: who.personId,
      meetingId: who.meetingId,
      seats: ['tablet'],
    });
  }
  const token = newToken(world);
  const sessionId = world.uuid();
  await insertSession(tx, {
    id: sessionId,
    token_hash: tokenHash(token),
    assembly_id: who.assemblyId,
    seat: who.seat,
    person_id: who.personId,
    meeting_id: who.meetingId,
    created_at: now,
    expires_at: after(now, LIFETIME[who.seat]),
    renewed_at: who.renewedAt ?? null,
    ...who.from,
  });
  const address = who.from?.address;
  await record(tx, {
    chain: who.assemblyId,
    event: 'sign_in.succeeded',
    actor: by,
    at: now,
    detail: {
      seat: who.seat,
      session: sessionId,
      ...(address === undefined ? {} : { address }),
    },
  });
  return { token, sessionId };
}

/** Makes the session of a screen whose secret (the later token) exists already. */
export async function beginScreenSession(
  tx: Tx,
  world: World,
  who: { assemblyId: string; meetingId: string; secretHash: Buffer },
): Promise<string> {
  const id = world.uuid();
  await insertSession(tx, {
    id,
    token_hash: who.secretHash,
    assembly_id: who.assemblyId,
    seat: 'screen',
    person_id: null,
    meeting_id: who.meetingId,
    created_at: world.now(),
    expires_at: after(world.now(), LIFETIME.screen),
  });
  return id;
}

/** Ends sessions, writes it down, and tells their sockets on every process once the transaction commits. */
export async function finishSessions(
  tx: Tx,
  world: World,
  by: AuditActor,
  reason: EndReason,
  which: Parameters<typeof endSessions>[1],
): Promise<number> {
  const ended = await endSessions(tx, which, reason, world.now());
  for (const session of ended) {
    await record(tx, {
      chain: which.assemblyId,
      event: 'session.ended',
      actor: by,
      at: world.now(),
      detail: { session: session.id, seat: session.seat, reason },
    });
    await notify(tx, { type: 'session_ended', sessionId: session.id, reason });
  }
  return ended.length;
}
