/** Random round documents of every kind: all allowed, most of them awkward. */
import fc from 'fast-check';
import type { NaiveDocument, NaivePaper } from './naive.test-support.ts';

/** Three people as papers spell them. */
const NAMES = [
  '样例甲',
  '样例　甲',
  '样例·乙',
  '样例•乙',
  '样例\uFE0F・乙',
  'Ａnna样例',
  'ANNA样例',
];

export type AnyDocument = NaiveDocument & { format: 'gongyi-round/1' };

export const KINDS = [
  'choose',
  'each',
  'package',
  'election',
  'rating',
  'scorecard',
  'rank',
] as const;
type KindName = (typeof KINDS)[number];

const CLASSES = ['deputy', 'public'];
const FRACTIONS = ['1/2', '2/3', '1/3', '3/4', '4/5', '0/1', '1/1', '2/4'];

const fractionText = fc.constantFrom(...FRACTIONS);
const idsFrom = (names: readonly string[], min: number, max: number) =>
  fc.shuffledSubarray([...names], { minLength: min, maxLength: max });

/** Half of the rolls are far larger than the box, the others leave no paper over. */
const figures = (papers: NaivePaper[]) =>
  fc
    .record({
      missing: fc.integer({ min: -1, max: 2 }),
      away: fc.nat(3),
      left: fc.nat(6),
      unreturned: fc.nat(2),
      split: fc.nat(),
    })
    .map(({ missing, away, left, unreturned, split }) => {
      // One in four: more collected than issued, which leaves the papers unread.
      const overfull = missing < 0 && papers.length > 0;
      const issued = overfull ? papers.length - 1 : papers.length + unreturned;
      const present = issued + away;
      const enrolled = present + left;
      const deputies = split % (present + 1);
      return {
        enrolled,
        present,
        issued,
        collected: papers.length,
        classes: {
          deputy: { enrolled: deputies, present: deputies },
          public: { enrolled: enrolled - deputies, present: present - deputies },
        },
      };
    });

const majorityRule = fc.oneof(
  fc.record({
    base: fc.constantFrom('enrolled', 'present', 'issued', 'collected', 'valid'),
    fraction: fractionText,
    strict: fc.boolean(),
  }),
  fc.record({
    base: fc.constantFrom('enrolled', 'present', 'collected', 'valid'),
    fraction: fractionText,
    strict: fc.boolean(),
    class: fc.constantFrom(...CLASSES),
  }),
);

const quorumRule = fc.record({
  of: fc.constantFrom('enrolled', 'registered'),
  fraction: fc.constantFrom('1/2', '2/3', '1/4', '0/1'),
  strict: fc.boolean(),
});

const rare = (often: number) =>
  fc.nat(often).map((value) => (value === 0 ? { illegible: true } : {}));
const ofClass = fc.constantFrom({ class: 'deputy' }, { class: 'public' }, {});
const classed = fc.constantFrom({ class: 'deputy' }, { class: 'public' });

const marksFor = <M extends NaivePaper['marks'][string]>(ids: string[], mark: fc.Arbitrary<M>) =>
  fc
    .array(fc.option(mark, { freq: 5 }), { minLength: ids.length, maxLength: ids.length })
    .map((marks) =>
      Object.fromEntries(ids.flatMap((id, at) => (marks[at] === null ? [] : [[id, marks[at]]]))),
    ) as fc.Arbitrary<NaivePaper['marks']>;

const choices = fc.constantFrom('for', 'for', 'for', 'against', 'abstain', 'illegible');

const paperParts = (parts: {
  marks: fc.Arbitrary<NaivePaper['marks']>;
  others?: fc.Arbitrary<object>;
  classes?: fc.Arbitrary<object>;
}): fc.Arbitrary<NaivePaper> =>
  fc
    .tuple(parts.marks, parts.classes ?? ofClass, rare(9), parts.others ?? fc.constant({}))
    .map(([marks, ...more]) => Object.assign({ marks }, ...more) as NaivePaper);

const splitWeights = fc.constantFrom(['1/1', '0/1'], ['1/2', '1/2'], ['7/10', '3/10']);

/** The keys that only this kind has, and the papers that fit them. */
function own(kind: KindName, ids: string[]): fc.Arbitrary<{ keys: object; papers: NaivePaper[] }> {
  const together = <K extends object>(
    keys: fc.Arbitrary<K>,
    paper: (keys: K) => fc.Arbitrary<NaivePaper>,
  ) =>
    keys.chain((chosen) =>
      fc.array(paper(chosen), { maxLength: 12 }).map((papers) => ({ keys: chosen, papers })),
    );
  const seats = fc.integer({ min: 1, max: 4 });
  const majority = fc.array(majorityRule, { maxLength: 2 });
  const choice = { marks: marksFor(ids, choices) };
  switch (kind) {
    case 'choose':
      return together(fc.record({ seats, majority, exact: fc.boolean() }), () =>
        paperParts(choice),
      );
    case 'each':
      return together(fc.record({ seats, majority }, { requiredKeys: ['majority'] }), () =>
        paperParts(choice),
      );
    case 'package':
      return together(fc.record({ majority }), () => paperParts(choice));
    case 'election': {
      const writeIns = fc.array(fc.constantFrom(...NAMES), { maxLength: 2 });
      const others = fc.record({ writeIns }, { requiredKeys: [] });
      return together(
        fc.record(
          { seats, majority, exact: fc.boolean() },
          { requiredKeys: ['seats', 'majority'] },
        ),
        () => paperParts({ ...choice, others }),
      );
    }
    case 'rank':
      return together(fc.record({ seats }), (keys) =>
        paperParts({
          marks: fc.oneof(
            fc
              .shuffledSubarray(ids, { maxLength: Math.min(keys.seats ?? 1, ids.length) })
              .map((order) => Object.fromEntries(order.map((id, place) => [id, place + 1]))),
            marksFor(ids, fc.integer({ min: 1, max: 5 })),
          ),
        }),
      );
    case 'rating':
      return together(ratingKeys, (keys) => {
        const grades = keys.scale.map(({ id }) => id);
        const mark = fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...grades) },
          { weight: 1, arbitrary: fc.constant('illegible') },
          {
            weight: 1,
            arbitrary: fc.array(fc.constantFrom(...grades), { minLength: 2, maxLength: 3 }),
          },
        );
        const classes = keys.weights ? classed : ofClass;
        return paperParts({ marks: marksFor(ids, mark), classes });
      });
    case 'scorecard':
      return together(scorecardKeys, (keys) => {
        const rows = keys.indicators.map(({ id }) => id);
        const score = fc.integer({ min: 0, max: 10500 }).map((cents) => cents / 100);
        return paperParts({ marks: marksFor(ids, marksFor(rows, score) as never) });
      });
  }
}

const ratingKeys = fc
  .record({
    scale: idsFrom(['satisfied', 'basic', 'dissatisfied', 'unfamiliar'], 1, 4),
    lastExcluded: fc.boolean(),
    blank: fc.option(fc.constantFrom('invalid', 'abstain'), { nil: undefined }),
    weights: fc.option(splitWeights, { nil: undefined }),
    rules: fc.array(
      fc.array(
        fc.record({
          grades: fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }),
          base: fc.constantFrom('valid', 'collected', 'present', 'enrolled'),
          fraction: fractionText,
          strict: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ scale, lastExcluded, blank, weights, rules }) => ({
    scale: scale.map((id, at) =>
      lastExcluded && at > 0 && at === scale.length - 1 ? { id, excluded: true } : { id },
    ),
    ...(blank === undefined ? {} : { blank }),
    ...(weights === undefined
      ? {}
      : { weights: Object.fromEntries(CLASSES.map((name, at) => [name, weights[at] ?? '0/1'])) }),
    grades: rules.map((when, at) => ({
      grade: `grade${at}`,
      when: when.map(({ grades, base, fraction, strict }) => ({
        sum: [...new Set(grades.map((at) => scale[at % scale.length] ?? ''))],
        base: weights === undefined ? base : 'valid',
        fraction,
        strict,
      })),
    })),
  }));

const scorecardKeys = fc
  .record({
    weights: fc.constantFrom(['1/1'], ['1/3', '2/3'], ['1/4', '1/4', '1/2'], ['3/7', '4/7']),
    max: fc.constantFrom(100, 60.5),
    bands: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }),
  })
  .map(({ weights, max, bands }) => ({
    indicators: weights.map((weight, at) => ({ id: `row${at}`, min: at, max, weight })),
    bands: bands.sort((a, b) => b - a).map((min) => ({ grade: `from${min}`, min: String(min) })),
  }));

/** A document of this kind that the contract allows. */
export function documentOfKind(kind: KindName): fc.Arbitrary<AnyDocument> {
  const most = kind === 'package' ? 1 : 5;
  return idsFrom(['p01', 'p02', '项目三', '4', 'constructor'], 1, most).chain((ids) =>
    own(kind, ids).chain(({ keys, papers }) =>
      fc
        .record({
          roll: figures(papers),
          quorum: fc.array(quorumRule, { maxLength: 1 }),
          round: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
          shortfall: fc.option(fc.constantFrom('supplementary', 'vacant', 'next_session'), {
            nil: undefined,
          }),
        })
        .map(({ roll, quorum, round, shortfall }) => ({
          format: 'gongyi-round/1' as const,
          kind,
          items: ids.map((id) => ({ id, title: `样例 ${id}` })),
          quorum,
          ...(round === undefined ? {} : { round }),
          ...(shortfall === undefined ? {} : { shortfall }),
          roll,
          papers,
          ...keys,
        })),
    ),
  );
}

/** A document of any kind. */
export const anyDocument = fc.constantFrom(...KINDS).chain(documentOfKind);
