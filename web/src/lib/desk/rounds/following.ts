import type { Round } from '$contract/rounds/schemas.ts';

/** The re-vote whose result counts in place of this one's; one that never had a result only has a successor. */
export function replacementOf({
  state,
  replacedBy,
}: Pick<Round, 'state' | 'replacedBy'>): Round['replacedBy'] {
  return state === 'announced' || state === 'published' ? replacedBy : null;
}
