import type { Round } from '$contract/rounds/schemas.ts';

/** What is left to be done in a round, in the order in which it would be done. */
export type Left = 'draft' | 'vote' | 'close' | 'count' | 'sign' | 'announce' | 'publish';
/** A round of the agenda that isn't over, and what it still lacks. */
export type Unfinished = { readonly id: string; readonly title: string; readonly left: Left };

type Known = Pick<
  Round,
  'id' | 'title' | 'state' | 'signaturesRequired' | 'predecessorId' | 'origin'
>;

/** What would be left undone if the meeting ended now. A round whose place a re-vote took is left to that. */
export function unfinishedOf(agenda: readonly Known[]): Unfinished[] {
  return agenda.flatMap((entry) => {
    const replaced = agenda.some(
      ({ predecessorId, origin }) => predecessorId === entry.id && origin === 'revote',
    );
    const left = replaced ? null : leftIn(entry);
    return left === null ? [] : [{ id: entry.id, title: entry.title, left }];
  });
}

function leftIn({ state, signaturesRequired }: Known): Left | null {
  switch (state) {
    case 'draft':
      return 'draft';
    case 'ready':
      return 'vote';
    case 'voting':
      return 'close';
    case 'closed':
      return 'count';
    case 'tallied':
      // Once the last scrutineer has signed it is `signed`.
      return signaturesRequired === true ? 'sign' : 'announce';
    case 'signed':
      return 'announce';
    case 'announced':
      return 'publish';
    case 'inquorate':
    case 'void':
    case 'published':
      return null;
  }
}
