import type { Role, Seat } from '../contract/common/roles.ts';
import { ok } from '../domain/outcome.ts';
import { fail, type Result } from './failure.ts';

/**
 * Who may do what: one table, asked at the top of every service method and on the socket
 * (docs/roles.md is generated from it; a test goes through every role × action).
 *
 * `resident` is anybody without a sign-in. `projector` is a paired screen.
 */
export const PERMISSIONS = {
  'assembly.read': ['administrator', 'staff', 'presider'],
  'people.read': ['administrator', 'staff'],
  'people.write': ['administrator', 'staff'],
  'people.import': ['administrator', 'staff'],
  // Handing out roles and passwords is the administrator's alone.
  'roles.assign': ['administrator'],
  'account.write': ['administrator'],
  'assembly.rename': ['administrator'],
  'audit.read': ['administrator'],
  // How full the disk is.
  'health.read': ['administrator'],
  'meeting.read': ['administrator', 'staff', 'presider'],
  'meeting.write': ['administrator', 'staff'],
  'meeting.start': ['administrator', 'staff', 'presider'],
  'roll.read': ['administrator', 'staff', 'presider'],
  // At the chair there is no tablet to come in with.
  'roll.self': ['presider'],
  'roll.write': ['administrator', 'staff'],
  'card.issue': ['administrator', 'staff'],
  'screen.pair': ['administrator', 'staff', 'presider'],
  // How the projectors look, and an announced result once more: nothing that decides.
  'screen.set': ['administrator', 'staff', 'presider'],
  'round.read': ['administrator', 'staff', 'presider'],
  'round.write': ['administrator', 'staff'],
  // The box belongs to the presider: staff prepare, they don't open, close or announce.
  'round.open': ['presider'],
  'round.close': ['presider'],
  // Who has not voted yet, so that they can be asked; never how anybody did.
  'round.waiting': ['presider'],
  'round.count': ['presider'],
  'round.count.read': ['presider', 'chief_scrutineer', 'scrutineer'],
  'round.announce': ['presider'],
  'round.publish': ['presider', 'staff', 'administrator'],
  'round.export': ['presider', 'staff', 'administrator'],
  // The office hands the box out, but gets no receipt itself: scrutineers do, on their own devices.
  'box.publish': ['staff', 'administrator'],
  'box.published.read': ['chief_scrutineer', 'scrutineer'],
  // Whoever keeps the record of a show of hands: figures only.
  'decision.record': ['presider', 'staff', 'administrator'],
  'decision.read': [
    'presider',
    'staff',
    'administrator',
    'chief_scrutineer',
    'scrutineer',
    'chief_teller',
    'teller',
  ],
  'box.read': [
    'presider',
    'staff',
    'administrator',
    'chief_scrutineer',
    'scrutineer',
    'chief_teller',
    'teller',
  ],
  'stock.write': ['chief_teller', 'teller', 'staff', 'administrator'],
  // Papers are read by tellers and nobody else; staff never see one.
  'entry.write': ['chief_teller', 'teller'],
  // Who watches over the count, or leads the meeting, lets somebody else take a teller's place.
  'teller.release': ['presider', 'chief_scrutineer'],
  'count.sign': ['chief_scrutineer', 'scrutineer'],
  'round.recount': ['presider'],
  'round.follow': ['presider', 'staff', 'administrator'],
  'document.read': ['presider', 'staff', 'administrator', 'chief_scrutineer', 'scrutineer'],
  // With the roll and its names: the office's.
  'document.pack': ['staff', 'administrator'],
  'vote.cast': ['deputy', 'committee_member', 'voter_rep', 'public_rep', 'council_delegate'],
  // Who voted may ask what became of it, also when the roll has made an observer of them since.
  'vote.ask': [
    'deputy',
    'committee_member',
    'voter_rep',
    'public_rep',
    'council_delegate',
    'observer',
  ],
  'room.watch': [
    'administrator',
    'staff',
    'presider',
    'chief_scrutineer',
    'scrutineer',
    'chief_teller',
    'teller',
    'deputy',
    'committee_member',
    'council_delegate',
    'voter_rep',
    'public_rep',
    'observer',
    'projector',
  ],
  'result.read': ['resident'],
} as const satisfies Record<string, readonly Capacity[]>;

/** Roles plus the capacities that come from a roll or a pairing instead of the assembly's list. */
export type Capacity =
  Role | 'chief_teller' | 'council_delegate' | 'observer' | 'projector' | 'resident';
export type Action = keyof typeof PERMISSIONS;

/** What a sign-in may use, by where it sits: a deputy's tablet never carries its owner's office rights. */
const SEAT_CAPACITIES: Record<Seat, readonly Capacity[]> = {
  // Tellers may be of the secretariat, without a place on the roll.
  desk: ['administrator', 'staff', 'chief_teller', 'teller'],
  chair: ['presider'],
  tablet: [
    'deputy',
    'committee_member',
    'council_delegate',
    'voter_rep',
    'public_rep',
    'observer',
    'chief_scrutineer',
    'scrutineer',
    'chief_teller',
    'teller',
  ],
  screen: ['projector'],
};

/** Somebody who asks. `capacities` are already reduced to what the seat lets count. */
export type Actor = {
  sessionId: string;
  assemblyId: string;
  seat: Seat;
  /** Null for a projector. */
  personId: string | null;
  /** The meeting a tablet or screen belongs to. */
  meetingId: string | null;
  capacities: readonly Capacity[];
  /** May make assemblies in this deployment. */
  operator: boolean;
  /** Somebody else chose the password: until there is a new one, nothing else may be done. */
  mustChange: boolean;
  /** When the card of this sign-in was issued again: it has no part in rounds that were open by then. */
  renewedAt: Date | null;
};

/** The part of what somebody holds that counts at this seat. */
export function capacitiesAt(seat: Seat, held: readonly Capacity[]): Capacity[] {
  const allowed = SEAT_CAPACITIES[seat];
  return held.filter((capacity) => allowed.includes(capacity));
}

/** Whether this actor may do this. Undefined is anybody: a resident. */
export function may(actor: Actor | undefined, action: Action): boolean {
  const allowed: readonly Capacity[] = PERMISSIONS[action];
  if (allowed.includes('resident')) return true;
  return actor !== undefined && actor.capacities.some((capacity) => allowed.includes(capacity));
}

/**
 * Whether this actor sits in another meeting: a tablet belongs to one, and what its owner is there (an elector,
 * a scrutineer) says nothing about the other meetings of the assembly.
 */
export function sitsElsewhere(actor: Actor, meetingId: string): boolean {
  return actor.meetingId !== null && actor.meetingId !== meetingId;
}

/**
 * The first line of every service method: the actor if it may do this, else `not_signed_in` or
 * `not_permitted`. That the thing asked for belongs to the actor's assembly is for the service to check.
 */
export function allowed(actor: Actor | undefined, action: Action): Result<Actor> {
  if (actor === undefined) return fail('not_signed_in');
  if (actor.mustChange) return fail('password_change_needed');
  return may(actor, action) ? ok(actor) : fail('not_permitted');
}
