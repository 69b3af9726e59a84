import type { Capacity, Seat } from '../contract/common/roles.ts';
import { PERMISSIONS, type Permission } from '../contract/permissions.ts';
import { ok } from '../domain/outcome.ts';
import { fail, type Result } from './failure.ts';

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
export function may(actor: Actor | undefined, permission: Permission): boolean {
  const allowed: readonly Capacity[] = PERMISSIONS[permission];
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
export function allowed(actor: Actor | undefined, permission: Permission): Result<Actor> {
  if (actor === undefined) return fail('not_signed_in');
  if (actor.mustChange) return fail('password_change_needed');
  return may(actor, permission) ? ok(actor) : fail('not_permitted');
}
