import { expect, it } from 'vitest';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { decidingFigure, mostPoints } from './points.ts';

const items = ['a', 'b', 'c'].map((id) => ({ id, title: id }));

it('points decide in a ranking, approvals everywhere else', () => {
  expect(decidingFigure({ for: 5, points: 9 })).toBe(9);
  expect(decidingFigure({ for: 5, points: 0 })).toBe(0);
  expect(decidingFigure({ for: 5 })).toBe(5);
});

it('an item can have the first place on every paper', () => {
  const rank = roundDefinition.parse({ kind: 'rank', seats: 2, items });
  expect(mostPoints(rank, 8)).toBe(16);
  const each = roundDefinition.parse({ kind: 'each', items, majority: [] });
  expect(mostPoints(each, 8)).toBeNull();
});
