import { isDeepStrictEqual } from 'node:util';
import type { RoomView } from '../../server/contract/room/schemas.ts';
import type { RoundFacts } from './facts.ts';
import type { Model } from './model.ts';

/** By how many papers figures may be let out: what was chosen, or what follows from the electorate; 0 for none. */
function groupOf({ display, medium, shownGroup, electors }: RoundFacts): number {
  if (medium !== 'tablet' || display === 'turnout') return 0;
  if (display === 'live') return 1;
  return shownGroup ?? Math.max(10, Math.ceil(electors.length / 10));
}

/** Of how many papers the sums may be seen while so many are in the box: the number of papers alone says. */
function visible(group: number, papers: number): number {
  if (group < 2) return group * papers;
  let shown = 0;
  while (shown + 2 * group <= papers) shown += group;
  return shown;
}

/** V7: what is kept of a tally for the room, by the choice that was frozen at the opening. */
export function wrongGroup(round: RoundFacts): string | undefined {
  if (round.tally === null || round.tally.group === groupOf(round)) return undefined;
  return `figures are let out by ${String(round.tally.group)} instead of ${String(groupOf(round))}`;
}

/** V7: what a picture shows of a running tally, and that the same number of papers always has the same sums. */
export function lettingOut(model: Model): (view: RoomView) => void {
  return ({ round, tally }) => {
    if (round === null || tally === null || tally.roundId !== round.id) return;
    const most = visible(round.shownGroup ?? 0, tally.papers);
    const { kind } = round.definition;
    const wanted = kind === 'scorecard' ? 0 : most;
    if (tally.shownPapers !== wanted) {
      model.breaks('V7', 'figures of another number of papers than may be seen', [wanted, tally]);
    }
    if (tally.items === null) return;
    if (round.shownGroup === 0)
      model.breaks('V7', 'figures where only the turnout is shown', tally);
    const each = kind === 'each' || kind === 'choose' || kind === 'package' || kind === 'election';
    for (const item of each ? tally.items : []) {
      if (item.for + item.against + item.abstain + item.void !== tally.shownPapers) {
        model.breaks('V7', 'sums of another number of papers than is said', tally);
      }
    }
    const key = `${round.id} ${String(tally.shownPapers)}`;
    const known = model.sums.get(key);
    model.sums.set(key, tally.items);
    if (known !== undefined && !isDeepStrictEqual(known, tally.items)) {
      model.breaks('V7', 'other sums of the same number of papers', [known, tally.items]);
    }
    if (tally.shownPapers > 0 && round.shownGroup !== 1) model.note('figures shown in groups');
  };
}
