import { describe, expect, it } from 'vitest';
import { readProcesses } from './option.ts';

describe('--processes', () => {
  it.each([
    [[], 1],
    [['--processes', '1'], 1],
    [['--processes=16'], 16],
    [['--help'], 'help'],
    [['-h'], 'help'],
  ])('%j is %j', (args, processes) => {
    expect(readProcesses(args)).toEqual({ ok: true, value: processes });
  });

  it.each(['0', '17', '-1', '1.5', '1e1', 'two', ''])('%j is refused with a sentence', (wrong) => {
    const read = readProcesses([`--processes=${wrong}`]);
    expect(read).toMatchObject({ ok: false });
    expect(read).toHaveProperty('error', expect.stringContaining(`not ${JSON.stringify(wrong)}`));
  });

  it.each([['--processes'], ['--workers=2'], ['2']])('%s is refused', (arg) => {
    expect(readProcesses([arg])).toMatchObject({ ok: false });
  });
});
