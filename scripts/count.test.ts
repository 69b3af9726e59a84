/** The command as it is typed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count } from '../server/domain/count/count.ts';
import { fullRoll, items, papersWith } from '../server/domain/papers.test-support.ts';

const COMMAND = fileURLToPath(new URL('./count.ts', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'count-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const document = (approvals: number): object => ({
  format: 'gongyi-round/1',
  kind: 'choose',
  seats: 1,
  items: items(1),
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
  roll: fullRoll(45),
  papers: papersWith([approvals], 45),
});
const refused = { ...document(1), papers: [{ marks: {} }, { marks: { p99: 'for' } }] };
const resultLine = (input: object): string => {
  const counted = count(input);
  return JSON.stringify(counted.ok ? counted.value : { error: counted.error });
};

function file(name: string, content: object | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function run(
  args: string[],
  options: { stdin?: string; node?: string[]; cwd?: string; env?: object } = {},
): Promise<{ code: number; lines: string[]; stderr: string }> {
  const child = spawn(process.execPath, [...(options.node ?? []), COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  child.stdin.end(options.stdin ?? '');
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: stdout === '' ? [] : stdout.trimEnd().split('\n'), stderr };
}

describe('npm run count', () => {
  test('tells a count in words, and whether it is what was announced', async () => {
    const counted = count(document(42));
    if (!counted.ok) throw new Error('counted');
    const announced = { title: '样例票决', result: counted.value };
    const same = await run(['--words', file('same.json', { ...document(42), announced })]);
    expect(same.code).toBe(0);
    expect(same.lines.at(0)).toBe('现在宣布“样例票决”的表决结果。');
    expect(same.lines.at(-1)).toBe('重新计票的结果与宣布的结果一致。');
    const other = await run(['--words', file('other.json', { ...document(41), announced })]);
    expect(other.code).toBe(3);
    expect(other.lines).toContain('重新计票的结果与宣布的结果不一致：');
    expect(other.lines.at(-1)).toMatch(/宣布 .*"for":42.*，重新计票 .*"for":41/);
    const alone = await run(['--words', file('alone.json', document(42))]);
    expect(alone.code).toBe(0);
    expect(alone.lines.at(-1)).toBe('文件中没有宣布的结果，无法比对。');
    // The result itself is the same with and without it.
    expect((await run([file('same.json', { ...document(42), announced })])).lines).toEqual([
      resultLine(document(42)),
    ]);
  });

  test('prints one result a file and ends with 0', async () => {
    const [one, two] = [file('1.json', document(42)), file('2.json', document(20))];
    expect(await run([one, two])).toEqual({
      code: 0,
      lines: [resultLine(document(42)), resultLine(document(20))],
      stderr: '',
    });
  });

  test('reads standard input for -', async () => {
    const stdin = JSON.stringify(document(42), null, 2);
    expect(await run(['-'], { stdin })).toMatchObject({
      code: 0,
      lines: [resultLine(document(42))],
    });
  });

  test('refuses one with its path, counts the others, and ends with 2', async () => {
    const files = [
      file('bad.json', refused),
      file('good.json', document(42)),
      join(folder, 'none'),
    ];
    const ran = await run(files);
    expect(ran.code).toBe(2);
    expect(ran.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { error: { path: 'papers[1].marks.p99', reason: 'unknown key' } },
      JSON.parse(resultLine(document(42))),
      { error: { path: '', reason: 'cannot read it: ENOENT' } },
    ]);
  });

  test('--ndjson reads and prints one document a line', async () => {
    const stdin = [document(42), refused, document(20)].map((d) => JSON.stringify(d)).join('\n');
    const ran = await run(['--ndjson'], { stdin: `${stdin}\n\n  \nnot json` });
    expect(ran.code).toBe(2);
    expect(ran.lines).toHaveLength(4);
    expect(ran.lines[0]).toBe(resultLine(document(42)));
    expect(ran.lines[2]).toBe(resultLine(document(20)));
    expect(ran.lines.filter((line) => line.startsWith('{"error":'))).toHaveLength(2);
    const lines = file('lines.ndjson', stdin);
    expect((await run(['--ndjson', lines])).lines).toEqual(ran.lines.slice(0, 3));
  });

  test('finds a file from where the command was typed', async () => {
    file('here.json', document(42));
    const env = { INIT_CWD: folder };
    expect(await run(['here.json'], { cwd: tmpdir(), env })).toMatchObject({ code: 0 });
  });

  test('explains itself', async () => {
    const ran = await run(['--help-me']);
    expect(ran).toMatchObject({ code: 1, lines: [] });
    expect(ran.stderr).toContain('usage');
  });

  test('gives the result that docs/round-format.md shows for its example', async () => {
    const page = readFileSync(new URL('../docs/round-format.md', import.meta.url), 'utf8');
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map((match) => match[1] ?? '');
    const input = examples.find((example) => example.includes('"gongyi-round/1"'));
    const output = examples.find((example) => example.includes('"gongyi-result/1"'));
    const ran = await run(['-'], { stdin: input ?? '' });
    expect(ran.lines).toEqual([JSON.stringify(JSON.parse(output ?? ''))]);
  });

  test('counts a document larger than the memory it may use, with the papers first', async () => {
    const papers = 100_000;
    const rules = { ...document(0), items: items(30), seats: 30, roll: fullRoll(papers) };
    const head = JSON.stringify({ ...rules, papers: undefined }).slice(1, -1);
    const marks = Object.fromEntries(items(30).map(({ id }) => [id, 'for']));
    const paper = JSON.stringify({ marks });
    const path = join(folder, 'large.json');
    const out = createWriteStream(path);
    out.write(`{"papers":[${paper}`);
    for (let at = 1; at < papers; at += 1000) {
      const rest = `,${paper}`.repeat(Math.min(1000, papers - at));
      if (!out.write(rest)) await once(out, 'drain');
    }
    out.end(`],${head}}`);
    await once(out, 'close');
    const ran = await run([path], { node: ['--max-old-space-size=32'] });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const result = JSON.parse(ran.lines[0] ?? '') as { items: object[] };
    expect(result.items[29]).toMatchObject({ for: papers, percent: '100.00', outcome: 'elected' });
  });
});
