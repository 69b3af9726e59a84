import { describe, expect, test } from 'vitest';
import { count } from '../count/count.ts';
import { fullRoll, items, without } from '../papers.test-support.ts';
import { documentOf, readHead, roundDefinition, roundDocument } from './document.ts';
import { formatPath } from './refusal.ts';

const choose = {
  format: 'gongyi-round/1',
  kind: 'choose',
  seats: 1,
  items: items(2),
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
  roll: { enrolled: 3, present: 3, issued: 3, collected: 3 },
  papers: [{ marks: { p01: 'for' } }, { marks: {} }, { marks: { p02: 'against' } }],
};
const bare = {
  format: 'gongyi-round/1',
  items: items(2),
  roll: { enrolled: 3, present: 3, issued: 3, collected: 0 },
  papers: [],
};
const rating = {
  ...bare,
  kind: 'rating',
  scale: [{ id: 'good' }, { id: 'bad' }],
};
const scorecard = {
  ...bare,
  kind: 'scorecard',
  indicators: [{ id: 'effect', min: 0, max: 100, weight: '1/1' }],
};
const rank = { ...bare, kind: 'rank', seats: 2 };
const election = { ...bare, kind: 'election', seats: 1, majority: [] };
const each = { ...bare, kind: 'each', majority: [] };

/** Puts one paper in the box. */
const withPaper = (document: object, paper: unknown): object => ({
  ...document,
  roll: { ...bare.roll, collected: 1 },
  papers: [paper],
});
describe('a document that breaks the contract is refused, with the path', () => {
  const cases: [string, unknown, string][] = [
    ['not an object', [], ''],
    ['nothing', null, ''],
    ['another format', { ...choose, format: 'gongyi-round/2' }, 'format'],
    ['no format', without(choose, 'format'), 'format'],
    ['an unknown kind', { ...choose, kind: 'lottery' }, 'kind'],
    ['an unknown key', { ...choose, colour: 'red' }, 'colour'],
    ['a key of another kind', { ...choose, scale: rating.scale }, 'scale'],
    [
      'write-ins outside an election',
      withPaper(each, { marks: {}, writeIns: [] }),
      'papers[0].writeIns',
    ],
    ['no seats', without(choose, 'seats'), 'seats'],
    ['no seats in an election', without(election, 'seats'), 'seats'],
    ['no seats in a ranking', without(rank, 'seats'), 'seats'],
    ['no seat at all', { ...choose, seats: 0 }, 'seats'],
    ['half a seat', { ...choose, seats: 1.5 }, 'seats'],
    ['seats where there are none', { ...rating, seats: 1 }, 'seats'],
    ['seats of a package', { ...each, kind: 'package', items: items(1), seats: 1 }, 'seats'],
    ['a package of two', { ...each, kind: 'package' }, 'items'],
    ['no items', { ...choose, items: [] }, 'items'],
    ['an item twice', { ...choose, items: [...items(2), ...items(1)] }, 'items[2].id'],
    ['an item without an id', { ...choose, items: [{ id: '' }] }, 'items[0].id'],
    ['an item like a write-in', { ...election, items: [{ id: 'w:样例' }] }, 'items[0].id'],
    ['an unknown key of an item', { ...choose, items: [{ id: 'p01', cost: 1 }] }, 'items[0].cost'],
    ['no majority', without(choose, 'majority'), 'majority'],
    ['a majority that would not be applied', { ...rank, majority: choose.majority }, 'majority'],
    [
      'papers issued, by class',
      { ...choose, majority: [{ ...choose.majority[0], base: 'issued', class: 'deputy' }] },
      'majority[0].base',
    ],
    [
      'a class that the roll does not know',
      { ...choose, majority: [{ ...choose.majority[0], class: 'deputy' }] },
      'majority[0].class',
    ],
    [
      'a floating point threshold',
      { ...choose, majority: [{ ...choose.majority[0], fraction: 0.5 }] },
      'majority[0].fraction',
    ],
    [
      'a fraction of nothing',
      { ...choose, quorum: [{ of: 'enrolled', fraction: '2/0', strict: false }] },
      'quorum[0].fraction',
    ],
    [
      'a threshold that does not say whether it is strict',
      { ...choose, quorum: [{ of: 'enrolled', fraction: '2/3' }] },
      'quorum[0].strict',
    ],
    ['no roll', without(choose, 'roll'), 'roll'],
    ['present above enrolled', { ...choose, roll: { ...choose.roll, present: 4 } }, 'roll.present'],
    ['issued above present', { ...choose, roll: { ...choose.roll, present: 2 } }, 'roll.issued'],
    ['fewer papers than collected', { ...choose, papers: [] }, 'roll.collected'],
    [
      'more papers than collected',
      { ...choose, roll: { ...choose.roll, collected: 2 } },
      'roll.collected',
    ],
    ['a negative number', { ...choose, roll: { ...choose.roll, collected: -1 } }, 'roll.collected'],
    [
      'a class larger than itself',
      { ...choose, roll: { ...choose.roll, classes: { deputy: { enrolled: 1, present: 2 } } } },
      'roll.classes.deputy.present',
    ],
    [
      'classes larger than the roll',
      { ...choose, roll: { ...choose.roll, classes: { deputy: { enrolled: 4, present: 3 } } } },
      'roll.classes',
    ],
    ['no papers', without(choose, 'papers'), 'papers'],
    ['papers that are no list', { ...choose, papers: {} }, 'papers'],
    ['a paper that is no object', withPaper(each, 'for'), 'papers[0]'],
    ['a paper without marks', withPaper(each, {}), 'papers[0].marks'],
    ['marks that are a list', withPaper(each, { marks: [] }), 'papers[0].marks'],
    ['an unknown key of a paper', withPaper(each, { marks: {}, voter: '样例' }), 'papers[0].voter'],
    ['an unknown item', withPaper(each, { marks: { p99: 'for' } }), 'papers[0].marks.p99'],
    [
      'an item that every object inherits',
      withPaper(each, { marks: { constructor: 'for' } }),
      'papers[0].marks.constructor',
    ],
    [
      'an item that hides from readers',
      withPaper(each, JSON.parse('{"marks":{"__proto__":"for"}}')),
      'papers[0].marks.__proto__',
    ],
    ['an unknown mark', withPaper(each, { marks: { p01: 'yes' } }), 'papers[0].marks.p01'],
    [
      'a name without letters',
      withPaper(election, { marks: {}, writeIns: [''] }),
      'papers[0].writeIns[0]',
    ],
    ['half a place', withPaper(rank, { marks: { p01: 1.5 } }), 'papers[0].marks.p01'],
    ['place nought', withPaper(rank, { marks: { p01: 0 } }), 'papers[0].marks.p01'],
    ['an unknown grade', withPaper(rating, { marks: { p01: 'best' } }), 'papers[0].marks.p01'],
    [
      'a double tick of one',
      withPaper(rating, { marks: { p01: ['good'] } }),
      'papers[0].marks.p01',
    ],
    [
      'a double tick with an unknown grade',
      withPaper(rating, { marks: { p01: ['good', 'best'] } }),
      'papers[0].marks.p01',
    ],
    ['no scale', without(rating, 'scale'), 'scale'],
    [
      'a scale without a grade that counts',
      { ...rating, scale: [{ id: 'a', excluded: true }] },
      'scale',
    ],
    ['a grade twice', { ...rating, scale: [{ id: 'a' }, { id: 'a' }] }, 'scale[1].id'],
    ['a grade named like a mark', { ...rating, scale: [{ id: 'illegible' }] }, 'scale[0].id'],
    [
      'a rule over an unknown grade',
      {
        ...rating,
        grades: [
          { grade: 'x', when: [{ sum: ['best'], base: 'valid', fraction: '1/2', strict: true }] },
        ],
      },
      'grades[0].when[0].sum[0]',
    ],
    ['weights that do not add up', { ...rating, weights: { a: '1/2', b: '1/3' } }, 'weights'],
    [
      'weights with another base',
      {
        ...rating,
        weights: { a: '1/1' },
        grades: [
          { grade: 'x', when: [{ sum: ['good'], base: 'present', fraction: '1/2', strict: true }] },
        ],
      },
      'grades[0].when[0].base',
    ],
    [
      'a weighted paper without a class',
      withPaper({ ...rating, weights: { a: '1/1' } }, { marks: {} }),
      'papers[0].class',
    ],
    [
      'a weighted paper of another class',
      withPaper({ ...rating, weights: { a: '1/1' } }, { marks: {}, class: 'b' }),
      'papers[0].class',
    ],
    [
      'indicators that do not add up',
      { ...scorecard, indicators: [{ ...scorecard.indicators[0], weight: '1/2' }] },
      'indicators',
    ],
    [
      'an indicator upside down',
      { ...scorecard, indicators: [{ ...scorecard.indicators[0], min: 101 }] },
      'indicators[0].min',
    ],
    [
      'bands from the bottom',
      {
        ...scorecard,
        bands: [
          { grade: 'low', min: '0' },
          { grade: 'high', min: '85' },
        ],
      },
      'bands[1].min',
    ],
    [
      'three decimals',
      withPaper(scorecard, { marks: { p01: { effect: 80.125 } } }),
      'papers[0].marks.p01.effect',
    ],
    [
      'an unknown indicator',
      withPaper(scorecard, { marks: { p01: { charm: 80 } } }),
      'papers[0].marks.p01.charm',
    ],
  ];
  test.each(cases)('%s', (_, document, path) => {
    const counted = count(document);
    expect(counted).toEqual({ ok: false, error: { path, reason: expect.any(String) as string } });
    if (!counted.ok) expect(counted.error.reason).not.toBe('');
  });

  test('and the one before it is not', () => {
    for (const document of [choose, rating, scorecard, rank, election, each]) {
      expect(count(document).ok).toBe(true);
    }
  });
});

describe('reading', () => {
  test('fills in what may be left out', () => {
    const head = readHead(without(choose, 'papers'));
    if (!head.ok) throw new Error(head.error.reason);
    expect(head.value.definition).toMatchObject({
      quorum: [],
      round: 1,
      shortfall: 'supplementary',
      exact: false,
    });
    expect(head.value.roll).toEqual(choose.roll);
    expect(head.value.definition).not.toHaveProperty('format');
  });

  test('a stored definition makes the document again, and both count the same', () => {
    const stored = roundDefinition.parse(
      JSON.parse(JSON.stringify(['format', 'roll', 'papers'].reduce<object>(without, choose))),
    );
    const document = documentOf(stored, choose.roll, choose.papers as never);
    expect(roundDocument.parse(document)).toEqual(document);
    expect(count(document)).toEqual(count(choose));
  });

  test('a wrong definition is refused before there is a roll', () => {
    const definition = {
      kind: 'choose',
      seats: 1,
      items: [...items(1), ...items(1)],
      majority: [],
    };
    const parsed = roundDefinition.safeParse(definition);
    expect(parsed.error?.issues[0]?.path).toEqual(['items', 1, 'id']);
  });

  test('papers of a void round are not looked at, those of an inquorate one are', () => {
    const papers = [{ marks: { p99: 'yes' } }, 'nonsense'];
    const overfull = { enrolled: 9, present: 3, issued: 1, collected: 2 };
    expect(count({ ...choose, papers, roll: overfull })).toMatchObject({ ok: true });
    const quorum = [{ of: 'enrolled', fraction: '2/3', strict: false }];
    const roll = { enrolled: 9, present: 3, issued: 3, collected: 2 };
    expect(count({ ...choose, quorum, papers, roll })).toMatchObject({ ok: false });
  });

  test('ids may be anything, even names that every object has', () => {
    const document = {
      ...each,
      items: [{ id: 'constructor' }, { id: 'toString' }, { id: '1' }],
      roll: fullRoll(2),
      papers: [{ marks: { constructor: 'for' } }, { marks: { toString: 'against' } }] as object[],
    };
    expect(count(document)).toMatchObject({
      ok: true,
      value: {
        items: [
          { id: 'constructor', for: 1, against: 0, abstain: 1 },
          { id: 'toString', for: 0, against: 1, abstain: 1 },
          { id: '1', for: 0, against: 0, abstain: 2 },
        ],
      },
    });
  });
});

test.each([
  [[], ''],
  [['papers', 3, 'marks', 'p99'], 'papers[3].marks.p99'],
  [['papers', 0, 'marks', '项目三'], 'papers[0].marks.项目三'],
  [['papers', 0, 'marks', 'a.b"c'], 'papers[0].marks["a.b\\"c"]'],
])('the path %j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
