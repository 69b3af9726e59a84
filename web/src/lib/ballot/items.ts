import type { RoundDefinition } from '$domain/round/definition.ts';
import type { ItemsResult, ResultItem } from '$domain/result.ts';
import { t } from '#lib/i18n/index.ts';
import { byRank, titleOf } from './ranking.ts';
import { outcomeText } from './sentences.ts';
import type { FigureTable } from './table.ts';

const TONES = { elected: 'good', tied: 'warn', not_elected: 'plain' } as const;

/** The votes of every item, best first. A column for void marks only where there are some. */
export function itemTable(definition: RoundDefinition, result: ItemsResult): FigureTable {
  const ranked = byRank(result);
  if (definition.kind === 'rank') return placesTable(definition, ranked);
  const voids = ranked.some((item) => item.void > 0);
  const marks = [
    'for' as const,
    'against' as const,
    'abstain' as const,
    ...(voids ? ['void' as const] : []),
  ];
  return {
    caption: t('result.table'),
    title: t('result.item'),
    columns: [...marks.map((mark) => t(`mark.${mark}`)), t('result.share')],
    outcome: t('result.outcome'),
    rows: ranked.map((item) => ({
      id: item.id,
      place: item.rank,
      title: titleOf(definition, item.id).text,
      figures: [
        ...marks.map((mark) => item[mark]),
        item.percent === null ? '—' : `${item.percent}%`,
      ],
      outcome: outcomeText(definition, item.outcome),
      tone: TONES[item.outcome],
    })),
  };
}

/** Of a ranking (排序): the points that decide, and on how many papers an item had a place. */
function placesTable(definition: RoundDefinition, ranked: readonly ResultItem[]): FigureTable {
  return {
    caption: t('result.table.points'),
    title: t('result.item'),
    columns: [t('result.points'), t('result.papers')],
    outcome: t('result.outcome'),
    rows: ranked.map((item) => ({
      id: item.id,
      place: item.rank,
      title: titleOf(definition, item.id).text,
      figures: [item.points ?? 0, item.for],
      outcome: outcomeText(definition, item.outcome),
      tone: TONES[item.outcome],
    })),
  };
}
