import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { parsePabulib, readPabulib, type Pabulib } from './pabulib.ts';

const SAMPLE = join(import.meta.dirname, '../../db/samples/made-up.pb');
const sample = readFileSync(SAMPLE, 'utf8');

/** A small file with line numbers that can be counted by hand. */
const small = [
  'META', // 1
  'key;value',
  'num_projects;2',
  'num_votes;3',
  'vote_type;approval', // 5
  'min_length;1',
  'max_length;2',
  'PROJECTS',
  'project_id;cost;votes;name;selected',
  'a;10;2;Sample A;1', // 10
  'b;2.5;2;"Sample ""B""; the second";0',
  'VOTES',
  'voter_id;age;vote',
  '1;30;a',
  '2;;a,b', // 15
  '3;61;b',
];

function parsed(text: string): Pabulib {
  const outcome = parsePabulib(text);
  if (!outcome.ok) throw new Error(`line ${outcome.error.line}: ${outcome.error.reason}`);
  return outcome.value;
}

describe('a PaBuLib file', () => {
  it('gives its projects and what every voter chose', () => {
    expect(parsed(small.join('\n'))).toEqual({
      meta: { description: '', minLength: 1, maxLength: 2, ranked: false },
      projects: [
        { id: 'a', cost: 10, votes: 2, name: 'Sample A' },
        { id: 'b', cost: 2.5, votes: 2, name: 'Sample "B"; the second' },
      ],
      votes: [
        { voterId: '1', choices: ['a'] },
        { voterId: '2', choices: ['a', 'b'] },
        { voterId: '3', choices: ['b'] },
      ],
    });
  });

  it('reads the same with a byte order mark, Windows line ends, empty lines and a last line end', () => {
    const plain = parsed(small.join('\n'));
    expect(parsed(`\uFEFF${small.join('\r\n')}\r\n`)).toEqual(plain);
    expect(parsed(`${small.join('\n')}\n\n\n`)).toEqual(plain);
    expect(parsed(small.join('\n').replace('PROJECTS', '\nPROJECTS'))).toEqual(plain);
    const bytes = Buffer.from(`\uFEFF${small.join('\n')}`);
    expect(readPabulib(bytes)).toEqual({ ok: true, value: plain });
  });

  it('asks for nothing and allows everything without min_length and max_length', () => {
    const lines = small.filter((line) => !/^(min|max)_length/.test(line));
    expect(parsed(lines.join('\n').replace('3;61;b', '3;61;'))).toMatchObject({
      meta: { minLength: 0, maxLength: 2 },
      votes: [{}, {}, { choices: [] }],
    });
  });

  it('is read as real files are: without names, votes or the line key;value, with quotation marks inside', () => {
    const without = small.filter((line) => line !== 'key;value').join('\n');
    expect(parsed(without)).toEqual(parsed(small.join('\n')));
    const bare = small.join('\n').replace('cost;votes;name;', 'cost;x;y;');
    expect(parsed(bare).projects).toEqual([
      { id: 'a', cost: 10, votes: null, name: 'a' },
      { id: 'b', cost: 2.5, votes: null, name: 'b' },
    ]);
    const quoted = small.join('\n').replace('Sample A', 'Park "Zielony" 5');
    expect(parsed(quoted).projects[0]?.name).toBe('Park "Zielony" 5');
  });

  it('may hold single choices, and rankings', () => {
    const one = small.with(4, 'vote_type;choose-1').with(14, '2;;b').join('\n');
    expect(parsed(one).meta).toMatchObject({ maxLength: 1, ranked: false });
    const ranked = parsed(small.with(4, 'vote_type;ordinal').with(14, '2;;b,a').join('\n'));
    expect(ranked.meta.ranked).toBe(true);
    expect(ranked.votes[1]?.choices).toEqual(['b', 'a']);
  });

  it('of our samples agrees with itself', () => {
    const { projects, votes } = parsed(sample);
    for (const { id, votes: published } of projects) {
      expect([id, votes.filter(({ choices }) => choices.includes(id)).length]).toEqual([
        id,
        published,
      ]);
    }
    expect(votes).toHaveLength(12);
    expect(votes.some(({ choices }) => choices.length === 0)).toBe(true);
  });

  it('is read back as it was written, whatever names and ids hold', () => {
    fc.assert(
      fc.property(fileModel, fc.boolean(), fc.boolean(), (model, windows, bom) => {
        const text = written(model, windows ? 'windows' : 'unix');
        expect(parsed(bom ? `\uFEFF${text}` : text)).toEqual(model);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a malformed PaBuLib file', () => {
  /** What is changed, the line named, and a part of the reason. */
  const refusals: [string, (lines: string[]) => void, number, RegExp][] = [
    ['empty', (lines) => lines.splice(0), 1, /META is missing/],
    ['something else', (lines) => lines.splice(0, 99, '{a:1}', 'b'), 1, /section META/],
    ['text before META', (lines) => lines.unshift('Hello'), 1, /section META/],
    ['no PROJECTS', (lines) => lines.splice(7, 4), 8, /section PROJECTS/],
    ['no VOTES', (lines) => lines.splice(11), 11, /VOTES is missing/],
    ['a section twice', (lines) => lines.push('VOTES', 'voter_id;vote'), 17, /after VOTES/],
    ['no header', (lines) => lines.splice(12), 12, /VOTES has no header/],
    ['no column vote', (lines) => (lines[12] = 'voter_id;age;votes'), 13, /no column vote$/],
    ['no column voter_id', (lines) => (lines[12] = 'id;age;vote'), 13, /no column voter_id/],
    ['no column cost', (lines) => (lines[8] = 'project_id;c;votes;name;s'), 9, /no column cost/],
    ['no column value', (lines) => (lines[1] = 'key;wert'), 2, /no column value/],
    ['a column twice', (lines) => (lines[12] = 'voter_id;vote;vote'), 13, /vote is there twice/],
    ['a short row', (lines) => (lines[14] = '2;a'), 15, /2 columns where the header has 3/],
    ['a long row', (lines) => (lines[14] = '2;40;a;b'), 15, /4 columns where the header has 3/],
    ['a quote not closed', (lines) => (lines[10] = 'b;2;2;"Sample B;0'), 11, /quotation mark/],
    ['a NUL character', (lines) => (lines[10] = 'b;2;2;Sample\0B;0'), 11, /NUL/],
    ['a key twice', (lines) => (lines[5] = 'num_votes;3'), 6, /num_votes is there twice/],
    ['no num_projects', (lines) => lines.splice(2, 1), 1, /no num_projects/],
    ['another num_projects', (lines) => (lines[2] = 'num_projects;3'), 3, /3, but there are 2/],
    ['another num_votes', (lines) => (lines[3] = 'num_votes;2'), 4, /2, but there are 3/],
    ['a num_votes in words', (lines) => (lines[3] = 'num_votes;three'), 4, /not a whole number/],
    ['no vote_type', (lines) => lines.splice(4, 1), 1, /no vote_type/],
    ['points', (lines) => (lines[4] = 'vote_type;cumulative'), 5, /"cumulative".* points; only/],
    ['scores', (lines) => (lines[4] = 'vote_type;scoring'), 5, /"scoring".* points; only/],
    ['choose-1 of two', (lines) => (lines[4] = 'vote_type;choose-1'), 15, /2 .* at most 1 allowed/],
    ['max_length 0', (lines) => (lines[6] = 'max_length;0'), 7, /at least 1/],
    ['min above max', (lines) => (lines[5] = 'min_length;3'), 6, /min_length is above/],
    ['votes in words', (lines) => (lines[9] = 'a;10;two;A;1'), 10, /votes is not a whole number/],
    ['votes left empty', (lines) => (lines[9] = 'a;10;;A;1'), 10, /votes is not a whole number/],
    ['half a vote', (lines) => (lines[9] = 'a;10;1.5;A;1'), 10, /votes is not a whole number/],
    ['less than none', (lines) => (lines[9] = 'a;10;-1;A;1'), 10, /votes is not a whole number/],
    ['a cost in words', (lines) => (lines[9] = 'a;dear;2;A;1'), 10, /cost is not a number/],
    ['no name', (lines) => (lines[9] = 'a;10;2; ;1'), 10, /has no name/],
    ['no project_id', (lines) => (lines[9] = ';10;2;A;1'), 10, /project_id is empty/],
    ['a comma in an id', (lines) => (lines[9] = 'a,b;10;2;A;1'), 10, /a comma/],
    ['a project twice', (lines) => (lines[10] = 'a;1;2;B;0'), 11, /"a" is in line 10 already/],
    ['no voter_id', (lines) => (lines[14] = ';40;a'), 15, /voter_id is empty/],
    ['a voter twice', (lines) => (lines[15] = '1;61;b'), 16, /"1" is in line 14 already/],
    ['an unknown project', (lines) => (lines[14] = '2;40;a,c'), 15, /unknown project "c"/],
    ['a space in a vote', (lines) => (lines[14] = '2;40;a, b'), 15, /unknown project " b"/],
    ['a comma too many', (lines) => (lines[14] = '2;40;a,'), 15, /unknown project ""/],
    ['a choice twice', (lines) => (lines[14] = '2;40;a,a'), 15, /"a" is twice in the vote/],
    ['too many', (lines) => lines.splice(6, 1, 'max_length;1'), 15, /2 .* at most 1 allowed/],
    ['too few', (lines) => (lines[14] = '2;40;'), 15, /0 .* at least 1 needed/],
    ['no votes at all', (lines) => lines.splice(13), 12, /no votes/],
    [
      'no projects at all',
      (lines) => lines.splice(2, 99, 'num_projects;0', 'vote_type;approval', ...lines.slice(7, 9)),
      6,
      /VOTES is missing/,
    ],
  ];
  it.each(refusals)('with %s is refused', (_name, change, line, reason) => {
    const lines = [...small];
    change(lines);
    const outcome = parsePabulib(lines.join('\n'));
    expect(outcome).toEqual({ ok: false, error: { line, reason: expect.stringMatching(reason) } });
  });

  it('names the line also after a name with a line break', () => {
    const text = small.join('\n').replace('Sample A', '"Sample\nA"').replace('3;61;b', '3;61;c');
    expect(parsePabulib(text)).toMatchObject({ ok: false, error: { line: 17 } });
    const open = small.join('\n').replace('Sample A', '"Sample\nA"').replace('3;61;b', '3;"61;b');
    expect(parsePabulib(open)).toMatchObject({ ok: false, error: { line: 17 } });
  });

  it('that is not UTF-8 is refused with the line', () => {
    const bytes = Buffer.from(small.join('\n').replace('Sample A', '\xD3'), 'latin1');
    expect(readPabulib(bytes)).toEqual({
      ok: false,
      error: { line: 10, reason: 'not UTF-8 text' },
    });
  });

  it('never gives figures when a line is lost, doubled or cut short', () => {
    const lines = sample.trimEnd().split('\n');
    // Lines whose loss changes nothing that is read.
    const spare =
      /^(description|country|unit|subunit|instance|budget|rule|date_|language|max_length)/;
    const needed = lines.flatMap((line, index) => (spare.test(line) ? [] : [index]));
    expect(needed.length).toBeGreaterThan(20);
    for (const index of needed) {
      if (index !== 1) {
        expect(parsePabulib(lines.toSpliced(index, 1).join('\n')).ok, `without ${index}`).toBe(
          false,
        );
      }
      const doubled = lines.toSpliced(index, 0, lines[index] ?? '');
      // A second "key;value" is only one more key that nobody asks for, and none is needed.
      if (index !== 1) expect(parsePabulib(doubled.join('\n')).ok, `twice ${index}`).toBe(false);
      const cut = (lines[index] ?? '').slice(0, (lines[index] ?? '').lastIndexOf(';'));
      expect(parsePabulib(lines.with(index, cut).join('\n')).ok, `cut ${index}`).toBe(false);
    }
  });
});

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const wellFormed = (text: string): boolean =>
  text.trim() !== '' && text.isWellFormed() && !text.startsWith('\uFEFF') && !/[\r\0]/.test(text);
const name = fc
  .oneof(anyText, fc.constantFrom('"', '""', 'a;b', 'two\nlines', '"Quoted"', '社区食堂', ' META'))
  .filter(wellFormed);
const id = anyText.filter((text) => wellFormed(text) && !/[,\n]/.test(text));

const fileModel: fc.Arbitrary<Pabulib> = fc
  .uniqueArray(fc.record({ id, cost: fc.nat(), votes: fc.nat(), name }), {
    minLength: 1,
    maxLength: 8,
    selector: (project) => project.id,
  })
  .chain((projects) =>
    fc
      .uniqueArray(
        fc.record({ voterId: id, choices: fc.subarray(projects.map((project) => project.id)) }),
        { minLength: 1, maxLength: 12, selector: (vote) => vote.voterId },
      )
      .map((votes) => ({
        meta: {
          description: '样例; "made up"',
          minLength: Math.min(...votes.map(({ choices }) => choices.length)),
          maxLength: Math.max(1, ...votes.map(({ choices }) => choices.length)),
          ranked: false,
        },
        projects,
        votes,
      })),
  );

function written({ meta, projects, votes }: Pabulib, record_delimiter: string): string {
  const rows = [
    ['META'],
    ['key', 'value'],
    ['description', meta.description],
    ['num_projects', projects.length],
    ['num_votes', votes.length],
    ['vote_type', 'approval'],
    ['min_length', meta.minLength],
    ['max_length', meta.maxLength],
    ['PROJECTS'],
    ['votes', 'name', 'project_id', 'cost'],
    ...projects.map((project) => [project.votes, project.name, project.id, project.cost]),
    ['VOTES'],
    ['vote', 'voter_id'],
    ...votes.map(({ voterId, choices }) => [choices.join(','), voterId]),
  ];
  return stringify(rows, { delimiter: ';', record_delimiter, quoted_match: /\n/ });
}
