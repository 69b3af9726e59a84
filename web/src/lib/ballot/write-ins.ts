import type { DefinitionOf } from '$domain/round/definition.ts';
import { nameKey, writtenName } from '$domain/writtenName.ts';
import type { Marks } from '../live/cast-machine.ts';
import { mayApprove } from './paper.ts';

/** Longest name the wire takes. */
export const NAME_LENGTH = 60;

/** Why no (further) name can be written in now. */
export type NoRoom = 'full' | 'needs_opposition';
/** Why this name can't. */
export type BadName = 'empty' | 'long' | 'twice' | 'candidate';

/**
 * Whether another name may be written in (另选他人): opposing a candidate allows one, abstaining allows
 * none, and names fill seats as approvals do.
 */
export function roomForName(
  definition: DefinitionOf<'election'>,
  marks: Marks,
  writeIns: readonly string[],
): NoRoom | null {
  if (!mayApprove(definition, marks, writeIns)) return 'full';
  const against = Object.values(marks).filter((mark) => mark === 'against').length;
  return writeIns.length < against ? null : 'needs_opposition';
}

/** A name as it goes on the paper, or why it can't. */
export function nameToWrite(
  definition: DefinitionOf<'election'>,
  writeIns: readonly string[],
  typed: string,
): { ok: true; name: string } | { ok: false; why: BadName } {
  const name = writtenName(typed);
  const key = nameKey(name);
  if (name === '') return { ok: false, why: 'empty' };
  if (name.length > NAME_LENGTH) return { ok: false, why: 'long' };
  if (writeIns.some((other) => nameKey(other) === key)) return { ok: false, why: 'twice' };
  if (definition.items.some(({ title }) => nameKey(title) === key)) {
    return { ok: false, why: 'candidate' };
  }
  return { ok: true, name };
}
