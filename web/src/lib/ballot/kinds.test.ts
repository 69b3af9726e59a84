import { describe, expect, it } from 'vitest';
import { Vote } from '../../../../server/contract/room/socket.ts';
import { roundDefinition, type DefinitionOf } from '../../../../server/domain/round/definition.ts';
import type { Marks } from '../live/cast-machine.ts';
import { hindrance } from './paper.ts';
import { inPlaces, moved, placed, unplaced } from './places.ts';
import { objectState, scored, scoreProblem, scoresToSend, scoreText } from './scores.ts';
import { nameToWrite, roomForName } from './write-ins.ts';

const items = [
  { id: 'a', title: '样例甲' },
  { id: 'b', title: '样例乙' },
  { id: 'c', title: '样例丙' },
];
const election = roundDefinition.parse({
  kind: 'election',
  seats: 2,
  items,
  majority: [],
}) as DefinitionOf<'election'>;

describe('names written in', () => {
  it('need a candidate opposed each; abstaining allows none', () => {
    expect(roomForName(election, {}, [])).toBe('needs_opposition');
    expect(roomForName(election, { a: 'abstain' }, [])).toBe('needs_opposition');
    expect(roomForName(election, { a: 'against' }, [])).toBeNull();
    expect(roomForName(election, { a: 'against' }, ['样例丁'])).toBe('needs_opposition');
    expect(roomForName(election, { a: 'against', b: 'for', c: 'for' }, [])).toBe('full');
  });

  it('leave room exactly where the server takes them', () => {
    const words = ['for', 'against', 'abstain'] as const;
    for (const a of words) {
      for (const b of words) {
        for (const c of words) {
          const marks = { a, b, c };
          if (hindrance(election, marks) !== null) continue;
          const taken = hindrance(election, marks, ['样例丁']) === null;
          expect(roomForName(election, marks, []) === null).toBe(taken);
        }
      }
    }
  });

  it('are trimmed, once each, and nobody who stands already', () => {
    const write = (typed: string, names: string[] = []) => nameToWrite(election, names, typed);
    expect(write(' 样例丁\n')).toEqual({ ok: true, name: '样例丁' });
    expect(write('  ')).toEqual({ ok: false, why: 'empty' });
    expect(write('样例丁', ['样例丁'])).toEqual({ ok: false, why: 'twice' });
    expect(write('样 例 甲')).toEqual({ ok: false, why: 'candidate' });
    expect(write('甲'.repeat(61))).toEqual({ ok: false, why: 'long' });
  });
});

const scorecard = roundDefinition.parse({
  kind: 'scorecard',
  items,
  indicators: [
    { id: '质量', min: 0, max: 100, weight: '1/2' },
    { id: '速度', min: 0, max: 10, weight: '1/2' },
  ],
}) as DefinitionOf<'scorecard'>;

describe('scores', () => {
  it('are kept as typed and sent as numbers', () => {
    let marks: Marks = scored({}, 'a', '质量', '8.');
    expect(scoreText(marks, 'a', '质量')).toBe('8.');
    expect(hindrance(scorecard, scoresToSend(marks))).not.toBeNull();
    marks = scored(marks, 'a', '质量', '8．50');
    expect(scoreText(marks, 'a', '质量')).toBe('8.50');
    marks = scored(marks, 'a', '速度', '10');
    expect(hindrance(scorecard, scoresToSend(marks))).toBeNull();
    expect(scoresToSend(marks)).toEqual({ a: { 质量: 8.5, 速度: 10 } });
    expect(Vote.shape.marks.safeParse(marks).success).toBe(true);
  });

  it('leave an object blank again when the last is taken away', () => {
    const marks = scored(scored({}, 'a', '质量', '80'), 'a', '质量', '');
    expect(marks).toEqual({});
    expect(hindrance(scorecard, marks)).toBeNull();
  });

  it('say how far an object is', () => {
    const state = (texts: [string, string][]) => {
      const marks = texts.reduce<Marks>((all, [id, text]) => scored(all, 'a', id, text), {});
      return objectState(scorecard, marks, 'a');
    };
    expect(state([])).toBe('blank');
    expect(state([['质量', '80']])).toBe('missing');
    expect(
      state([
        ['质量', '80'],
        ['速度', '11'],
      ]),
    ).toBe('wrong');
    expect(
      state([
        ['质量', '80'],
        ['速度', '10'],
      ]),
    ).toBe('whole');
  });

  it('allow two decimals and the range, as the server does', () => {
    const [, speed] = scorecard.indicators;
    for (const text of ['0', '10', '9.25', '3.5']) expect(scoreProblem(speed!, text)).toBeNull();
    for (const text of ['10.01', '-1']) expect(scoreProblem(speed!, text)).toBe('out_of_range');
    for (const text of ['1.234', '8.', '八', '1e1']) {
      expect(scoreProblem(speed!, text)).toBe('not_a_number');
    }
  });
});

describe('places', () => {
  const rank = roundDefinition.parse({ kind: 'rank', seats: 2, items });

  it('are given in the order of the taps and stop at the seats', () => {
    let marks = placed({}, 'c', 2);
    marks = placed(marks, 'a', 2);
    expect(placed(marks, 'b', 2)).toBe(marks);
    expect(placed(marks, 'a', 2)).toBe(marks);
    expect(marks).toEqual({ c: 1, a: 2 });
    expect(hindrance(rank, marks)).toBeNull();
  });

  it('close up when one is taken away, and change with a neighbour', () => {
    const marks = { a: 1, b: 2, c: 3 };
    expect(unplaced(marks, 'a')).toEqual({ b: 1, c: 2 });
    expect(inPlaces(moved(marks, 'c', -1))).toEqual(['a', 'c', 'b']);
    expect(inPlaces(moved(marks, 'a', 1))).toEqual(['b', 'a', 'c']);
    expect(moved(marks, 'a', -1)).toBe(marks);
    expect(moved(marks, 'x', 1)).toBe(marks);
  });
});
