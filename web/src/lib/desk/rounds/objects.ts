import { percent } from '$domain/fraction.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { RatedObject, RatingResult, ScoredObject, ScorecardResult } from '$domain/result.ts';
import type { MessageKey } from '#lib/i18n/index.ts';

type Cell = number | string;
type Column = {
  readonly key: string;
  /** A grade of the scale or an indicator, called as the round calls it; null where `label` says it. */
  readonly own: string | null;
  readonly label: MessageKey;
};
/** The figures of a result with a grade or a score for each object, as a table. */
export type ObjectTable = {
  readonly columns: readonly Column[];
  readonly rows: readonly { id: string; cells: readonly Cell[]; grade: string | null }[];
};

const NONE = '—';
const plain = (label: MessageKey): Column => ({ key: label, own: null, label });
const named = (own: string): Column => ({ key: `own ${own}`, own, label: 'rounds.objects' });

export function objectTable(
  definition: RoundDefinition,
  result: RatingResult | ScorecardResult,
): ObjectTable {
  if (definition.kind === 'scorecard') {
    const ids = definition.indicators.map(({ id }) => id);
    return {
      columns: [...ids.map(named), plain('count.total'), plain('rounds.objects.valid')],
      rows: result.objects.flatMap((object) => ('total' in object ? [scored(object, ids)] : [])),
    };
  }
  const ids = definition.kind === 'rating' ? definition.scale.map(({ id }) => id) : [];
  const rated = result.objects.flatMap((object) => ('counts' in object ? [object] : []));
  const weighted = rated.some((object) => object.weighted !== null);
  return {
    columns: [
      ...ids.map(named),
      plain('mark.abstain'),
      plain('rounds.objects.invalid'),
      plain('rounds.objects.valid'),
      plain('rounds.objects.strict'),
      plain('rounds.objects.broad'),
      ...(weighted ? [plain('rounds.objects.weighted')] : []),
    ],
    rows: rated.map((object) => ratedRow(object, ids, weighted)),
  };
}

function scored(object: ScoredObject, ids: readonly string[]): ObjectTable['rows'][number] {
  const means = ids.map((id) =>
    Object.hasOwn(object.indicators, id) ? (object.indicators[id] ?? NONE) : NONE,
  );
  return {
    id: object.id,
    cells: [...means, object.total ?? NONE, object.valid],
    grade: object.grade,
  };
}

function ratedRow(
  object: RatedObject,
  ids: readonly string[],
  weighted: boolean,
): ObjectTable['rows'][number] {
  const counts = ids.map((id) => (Object.hasOwn(object.counts, id) ? (object.counts[id] ?? 0) : 0));
  const shares = [percentOf(object.strict), percentOf(object.broad)];
  const share = object.weighted === null ? NONE : percentOf(object.weighted.strict);
  return {
    id: object.id,
    cells: [
      ...counts,
      object.abstain,
      object.invalid,
      object.valid,
      ...shares,
      ...(weighted ? [share] : []),
    ],
    grade: object.grade,
  };
}

/** `93.33%` of a share such as `42/45`; a dash where nothing was counted. */
function percentOf(share: string): string {
  const [part = 0, whole = 0] = share.split('/').map(Number);
  const text = percent(part, whole);
  return text === null ? NONE : `${text}%`;
}
