import { printedTotal } from '$domain/result.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { RatedObject, RatingResult, ScoredObject, ScorecardResult } from '$domain/result.ts';
import type { Say } from '../i18n/say.ts';
import { titleOf } from './ranking.ts';
import { gradeOf, rateNames, ratesOfObject } from './rating-words.ts';
import type { Figure, FigureTable } from './table.ts';

const NONE = '—';

/** The figures of a result with a grade or a score for each object, one object a row. */
export function objectTable(
  definition: RoundDefinition,
  result: RatingResult | ScorecardResult,
  say: Say,
): FigureTable {
  const scale = definition.kind === 'rating' ? definition.scale : [];
  const rows = (objects: readonly (RatedObject | ScoredObject)[], figures: Figure[][]) =>
    objects.map(({ id, grade }, index) => ({
      id,
      title: titleOf(definition, id).text,
      figures: figures[index] ?? [],
      outcome: grade === null ? NONE : gradeOf(scale, grade, say),
      tone: grade === null ? ('plain' as const) : ('good' as const),
    }));
  const words = {
    caption: say('result.objects'),
    title: say('result.object'),
    outcome: say('result.grade'),
  };
  if (definition.kind === 'rating') {
    const rated = result.objects.flatMap((object) => ('counts' in object ? [object] : []));
    const weighted = rated.some((object) => object.weighted !== null);
    return {
      ...words,
      columns: ratingColumns(definition, weighted, say),
      rows: rows(
        rated,
        rated.map((object) => ratedFigures(definition, object, weighted, say)),
      ),
    };
  }
  const ids = definition.kind === 'scorecard' ? definition.indicators.map(({ id }) => id) : [];
  const scored = result.objects.flatMap((object) => ('total' in object ? [object] : []));
  return {
    ...words,
    columns: [...ids, say('result.total'), say('papers.valid')],
    rows: rows(
      scored,
      scored.map((object) => [
        ...ids.map((id) => own(object.indicators, id) ?? NONE),
        printedTotal(object) ?? NONE,
        object.valid,
      ]),
    ),
  };
}

type Rating = Extract<RoundDefinition, { kind: 'rating' }>;

function ratingColumns(definition: Rating, weighted: boolean, say: Say): string[] {
  const { strict, broad } = rateNames(definition, say);
  const names = [strict, ...(broad === null ? [] : [broad])];
  return [
    ...definition.scale.map(({ id }) => gradeOf(definition.scale, id, say)),
    ...(definition.blank === 'abstain' ? [say('mark.abstain')] : []),
    say('papers.invalid'),
    say('papers.valid'),
    ...(weighted ? names.map((name) => say('result.rate.weightedName', { name })) : []),
    ...names,
  ];
}

function ratedFigures(
  definition: Rating,
  object: RatedObject,
  weighted: boolean,
  say: Say,
): Figure[] {
  const rates = ratesOfObject(definition, object, say);
  const missing = weighted && object.weighted === null ? rates.map(() => NONE) : [];
  return [
    ...definition.scale.map(({ id }) => own(object.counts, id) ?? 0),
    ...(definition.blank === 'abstain' ? [object.abstain] : []),
    object.invalid,
    object.valid,
    ...missing,
    ...rates.map(({ percent }) => percent),
  ];
}

function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
