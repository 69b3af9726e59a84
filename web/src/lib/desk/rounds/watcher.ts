import type { Display } from '$contract/room/schemas.ts';
import { chanceOfOneMind, groupsSeen, shownPapers, usualGroup } from '$domain/display.ts';
import { language, t } from '#lib/i18n/index.ts';

/** A round as far as it decides what somebody could learn who watches who presses when. */
export type Watched = {
  display: Display;
  /** As chosen; null for what the size of the electorate gives. */
  shownGroup: number | null;
  electors: number;
  items: number;
};

/** What a display shows and what a watcher could learn from it in a round of this size, in sentences. */
export function learns({ display, shownGroup, electors, items }: Watched): string[] {
  if (display === 'live') return [t('draft.display.live.learns', { electors })];
  const one = shownGroup ?? usualGroup(electors);
  const groups = groupsSeen(display, one, electors);
  const nine = chanceText(chanceOfOneMind(groups, items, 0.9));
  const seven = chanceText(chanceOfOneMind(groups, items, 0.7));
  const alone = t('draft.display.turnout.learns', { nine, seven });
  if (display === 'turnout') return [alone];
  const plan = { one, two: 2 * one, three: 3 * one, electors };
  if (shownPapers(one, electors) === 0) return [t('draft.display.batched.none', plan), alone];
  const least = Math.min(...groups);
  return [
    t('draft.display.batched.plan', plan),
    t('draft.display.batched.learns', { groups: groups.length, least, nine, seven }),
  ];
}

/** A chance as far as it can be said honestly of an estimate. */
export function chanceText(chance: number): string {
  if (chance < 0.001) return t('draft.display.chance.below');
  if (chance > 0.999) return t('draft.display.chance.above');
  const digits = chance < 0.01 || chance > 0.99 ? 1 : 0;
  const percent = new Intl.NumberFormat(language.locale, {
    style: 'percent',
    maximumFractionDigits: digits,
  }).format(chance);
  return t('draft.display.chance.about', { percent });
}
