import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/programs.ts';
import { readProcesses } from '../../server/processes/option.ts';

const run = promisify(execFile);

const page = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
/** The units of the page: each names its file in its first line. */
const units = [
  ...page.matchAll(/```ini\n# (\/etc\/systemd\/system\/\S+\.service)[^\n]*\n(.*?)```/gs),
].map(([, path = '', text = '']) => ({ path, text: text.replaceAll('/srv/gongyi', ROOT) }));

describe('the systemd units of docs/operations.md', () => {
  it('start programs that are there, with options that are taken', () => {
    expect(units.map(({ path }) => basename(path))).toEqual(['gongyi.service', 'gongyi@.service']);
    for (const { text } of units) {
      const [node = '', script = '', ...args] =
        /^ExecStart=(.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
      expect(existsSync(node)).toBe(true);
      expect(existsSync(join(ROOT, script))).toBe(true);
      expect(readProcesses(args)).toMatchObject({ ok: true });
    }
  });

  it('are understood by systemd, every line of them', async (context) => {
    const version = await run('systemd-analyze', ['--version']).catch(() => undefined);
    if (version === undefined) context.skip('systemd-analyze is not installed here');
    const folder = await mkdtemp(join(tmpdir(), 'gongyi-units-'));
    for (const { path, text } of units) {
      await writeFile(join(folder, basename(path)), text);
      // A template is looked at as one that was started.
      const name = join(folder, basename(path).replace('@.', '@8081.'));
      const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', name]);
      const about = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(folder));
      expect(about).toEqual([]);
    }
    await rm(folder, { recursive: true });
  });
});
