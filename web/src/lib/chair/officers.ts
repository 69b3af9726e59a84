import type { DecisionBody, Office } from '$contract/decisions/schemas.ts';
import type { RollEntry } from '$contract/roll/schemas.ts';
import type { z } from 'zod';
import { CHIEFS } from './hands.ts';

/** Somebody named for an office, before the meeting decides. */
export type Nominee = z.infer<typeof DecisionBody>['officers'][number] & { readonly name: string };

/** Names somebody for an office; of the chiefs there is one each, and nobody has two offices. */
export function nominate(
  nominees: readonly Nominee[],
  person: Pick<RollEntry, 'personId' | 'name'>,
  office: Office,
): Nominee[] {
  const { personId, name } = person;
  if (nominees.some((each) => each.personId === personId)) return [...nominees];
  const others = CHIEFS.includes(office)
    ? nominees.filter((each) => each.office !== office)
    : nominees;
  return [...others, { personId, name, office }];
}

/** People of the roll whose name, number or unit holds what was typed; the best first, at most `limit`. */
export function findPeople(
  people: readonly RollEntry[],
  typed: string,
  limit: number,
): readonly RollEntry[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const found = people
    .map((person) => ({ person, place: placeOf(person, wanted) }))
    .filter(({ place }) => place >= 0)
    .toSorted((a, b) => a.place - b.place);
  return found.slice(0, limit).map(({ person }) => person);
}

/** 0 where the name begins so, 1 where it holds it, 2 where number or unit does, -1 for nobody. */
function placeOf({ name, number, unit }: RollEntry, wanted: string): number {
  const at = name.toLocaleLowerCase().indexOf(wanted);
  if (at >= 0) return Math.min(at, 1);
  return [number, unit].some((text) => text?.toLocaleLowerCase().includes(wanted)) ? 2 : -1;
}
