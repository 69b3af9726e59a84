import { expect, it } from 'vitest';
import { officersOnList, officersOnLists } from './officersOnList.ts';
import { roundDefinition } from './round/document.ts';

const items = [
  { id: 'a', title: '阿依·买买提' },
  { id: 'b', title: '样例乙' },
];
const election = roundDefinition.parse({ kind: 'election', seats: 1, items, majority: [] });
const officers = [{ name: '阿依•买买提' }, { name: '样例丙' }, { name: '样 例 乙' }];

it('names who stands on the list of an election, in whatever spelling', () => {
  expect(officersOnList(election, officers)).toEqual([officers[0], officers[2]]);
  expect(officersOnList(election, [{ name: '样例丙' }, { name: '' }])).toEqual([]);
  const empty = { ...election, items: [{ id: 'a', title: '' }] };
  expect(officersOnList(empty, [{ name: '' }])).toEqual([]);
});

it('names nobody where no persons are elected', () => {
  const projects = roundDefinition.parse({ kind: 'choose', seats: 1, items, majority: [] });
  expect(officersOnList(projects, officers)).toEqual([]);
  const voters = roundDefinition.parse({
    kind: 'choose',
    seats: 1,
    items,
    majority: [],
    quorum: [{ of: 'registered', fraction: '1/2', strict: true }],
  });
  expect(officersOnList(voters, officers)).toHaveLength(2);
});

it('looks at every round of the meeting that is not counted yet', () => {
  const round = (state: 'draft' | 'closed' | 'tallied' | 'published') => ({
    state,
    definition: election,
  });
  for (const state of ['draft', 'closed'] as const) {
    expect(officersOnLists([round(state), round('draft')], officers)).toHaveLength(2);
  }
  expect(officersOnLists([round('tallied'), round('published')], officers)).toEqual([]);
});
