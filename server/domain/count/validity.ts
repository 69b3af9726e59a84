/** When a whole paper is invalid (废票). Nothing else makes it so: an empty paper is valid. */
import type { RoundDefinition } from '../round/definition.ts';
import type { Paper } from '../round/paper.ts';
import type { InvalidReason } from '../result.ts';
import { byCodePoint } from '../codePoints.ts';
import { nameKey, writtenName } from '../writtenName.ts';

/**
 * Why this paper is invalid as a whole, or `null`. For `rating` and `scorecard`, which judge each
 * object for itself, only `illegible` can be the answer.
 *
 * More approvals than seats void the paper, fewer do not (选举法第四十四条), unless exactly as many
 * are asked for.
 */
export function reasonInvalid(definition: RoundDefinition, paper: Paper): InvalidReason | null {
  if (paper.illegible === true) return 'illegible';
  switch (definition.kind) {
    case 'choose':
    case 'election': {
      const approvals = approvalsOf(paper);
      if (approvals > definition.seats) return 'too_many';
      return definition.exact && approvals < definition.seats ? 'too_few' : null;
    }
    case 'rank':
      return isRanking(Object.values(paper.marks), definition.seats) ? null : 'bad_ranking';
    case 'each':
    case 'package':
    case 'rating':
    case 'scorecard':
      return null;
  }
}

/** How many a paper approves, names written in included. */
export function approvalsOf(paper: Paper): number {
  let approvals = namesOn(paper).size;
  const { marks } = paper;
  for (const id of Object.keys(marks)) if (marks[id] === 'for') approvals += 1;
  return approvals;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * The names written in on a paper, by what they are compared by; the same name twice, however it is spelled, counts
 * once.
 */
export function namesOn(paper: Paper): ReadonlyMap<string, string> {
  if (!paper.writeIns) return NO_NAMES;
  // Of several spellings the first in order stays.
  const names = paper.writeIns.map(writtenName).toSorted((a, b) => byCodePoint(b, a));
  return new Map(names.map((name) => [nameKey(name), name]));
}

/** Are these exactly the places 1…k, each once, with k ≤ seats? */
export function isRanking(places: readonly unknown[], seats: number): boolean {
  if (places.length > seats) return false;
  const taken = new Set(places);
  for (let place = 1; place <= places.length; place += 1) if (!taken.has(place)) return false;
  return true;
}
