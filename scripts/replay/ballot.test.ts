import { repeatedName } from '../../server/domain/candidates.ts';
import { describe, expect, it } from 'vitest';
import { acceptElectronic } from '../../server/domain/paper.ts';
import { roundDefinition } from '../../server/domain/round/document.ts';
import { PaperMarks } from '../../server/contract/room/socket.ts';
import { readRoster } from '../../server/features/roster/read.ts';
import { ballotOf, hindrance, rosterOf, sampleVoters } from './ballot.ts';
import type { Pabulib } from './pabulib.ts';

function fileOf(ids: string[]): Pabulib {
  return {
    meta: { description: '', minLength: 0, maxLength: 2, ranked: false },
    projects: ids.map((id) => ({ id, cost: 1, votes: 1, name: `样例 ${id}` })),
    votes: [
      { voterId: '1', choices: ids.slice(0, 2) },
      { voterId: '2', choices: [] },
    ],
  };
}

describe('the ballot of a file', () => {
  it('of rankings has places, and its papers are taken', () => {
    const file = fileOf(['a', 'b', 'c']);
    const ballot = ballotOf({ ...file, meta: { ...file.meta, ranked: true } });
    expect(ballot.papers).toEqual([{ a: 1, b: 2 }, {}]);
    const definition = roundDefinition.parse(ballot.definition);
    expect(definition.kind).toBe('rank');
    expect(acceptElectronic(definition, ballot.papers[0])).toMatchObject({ ok: true });
  });

  it('says before anything is set up what hinders a replay', () => {
    const file = fileOf(['a', 'b']);
    expect(hindrance(file)).toBeNull();
    const [first] = file.votes;
    const many = Array.from({ length: 20_001 }, () => first!);
    expect(hindrance({ ...file, votes: many })).toMatch(/20001 voters/);
    const long = file.projects.map((project) => ({ ...project, name: '长'.repeat(201) }));
    expect(hindrance({ ...file, projects: long })).toMatch(/more than 200/);
  });

  it('is up to max_length of its projects, without quorum or majority', () => {
    const ballot = ballotOf(fileOf(['W041OJ', '7', 'constructor']));
    expect(ballot).toEqual({
      definition: {
        kind: 'choose',
        seats: 2,
        items: [
          { id: 'W041OJ', title: '样例 W041OJ' },
          { id: '7', title: '样例 7' },
          { id: 'constructor', title: '样例 constructor' },
        ],
        quorum: [],
        majority: [],
      },
      papers: [{ W041OJ: 'for', '7': 'for' }, {}],
      items: [
        { id: 'W041OJ', projectId: 'W041OJ' },
        { id: '7', projectId: '7' },
        { id: 'constructor', projectId: 'constructor' },
      ],
    });
  });

  it('tells projects of one name apart by their ids', () => {
    const file = fileOf(['a', 'b', 'c']);
    const named = ['样例 公园', '样例公园', '样例道路'];
    const projects = file.projects.map((project, index) => ({ ...project, name: named[index]! }));
    const titles = ballotOf({ ...file, projects }).definition.items.map(({ title }) => title);
    expect(titles).toEqual(['样例 公园 (a)', '样例公园 (b)', '样例道路']);
    expect(
      repeatedName(roundDefinition.parse(ballotOf({ ...file, projects }).definition)),
    ).toBeNull();
  });

  it.each([[['a', '__proto__']], [['x'.repeat(61), 'b']]])(
    'numbers the projects where %j can not be ids of items, and its papers are taken',
    (ids) => {
      const ballot = ballotOf(fileOf(ids));
      expect(ballot.items).toEqual([
        { id: 'p1', projectId: ids[0] },
        { id: 'p2', projectId: ids[1] },
      ]);
      const definition = roundDefinition.parse(ballot.definition);
      const marks = ballot.papers.map((paper) => PaperMarks.parse(paper));
      expect(acceptElectronic(definition, marks[0])).toEqual({
        ok: true,
        value: { marks: { p1: 'for', p2: 'for' } },
      });
      expect(acceptElectronic(definition, marks[1])).toMatchObject({ ok: true });
    },
  );

  it('has a roster that the import understands, of as many sample voters', async () => {
    const voters = sampleVoters(10_001);
    expect(voters[0]).toEqual({ name: '样例选民 0001', number: 'REPLAY-0001' });
    expect(voters[10_000]).toEqual({ name: '样例选民 10001', number: 'REPLAY-10001' });
    const read = await readRoster(Buffer.from(rosterOf(voters)));
    if (!read.ok) throw new Error(read.error.reason);
    expect(read.value.problems).toEqual([]);
    expect(read.value.ignoredColumns).toEqual([]);
    expect(read.value.rows.map(({ name, number }) => ({ name, number }))).toEqual(voters);
    expect(read.value.rows.every(({ roles }) => roles.join() === 'voter_rep')).toBe(true);
  });
});
