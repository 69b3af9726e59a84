import { describe, expect, it } from 'vitest';
import { readOptions, SCENARIOS } from './options.ts';

describe('the options of a load test', () => {
  it('have defaults: every scenario, a hall of three thousand', () => {
    expect(readOptions([])).toEqual({
      ok: true,
      value: {
        scenarios: SCENARIOS,
        voters: 3_000,
        spreadMs: undefined,
        processes: 1,
        json: false,
        record: true,
      },
    });
  });

  it('are taken as they are named', () => {
    const words = '--scenario evening --voters 300 --spread 1.5 --processes 2 --json --no-record';
    expect(readOptions(words.split(' '))).toEqual({
      ok: true,
      value: {
        scenarios: ['evening'],
        voters: 300,
        spreadMs: 1_500,
        processes: 2,
        json: true,
        record: false,
      },
    });
  });

  it.each([
    [['--scenario', 'rush'], 'there is no scenario rush'],
    [['--voters', '0'], '--voters takes a whole number from 1 to 20000'],
    [['--voters', '1e3'], '--voters takes a whole number from 1 to 20000'],
    [['--spread', '-1'], "Option '--spread' argument is ambiguous"],
    [['--spread', '3601'], '--spread takes seconds from 0 to 3600'],
    [['--processes', '17'], '--processes takes a whole number from 1 to 16'],
    [['--quick'], "Unknown option '--quick'"],
  ])('that are wrong are refused with a sentence: %s', (args, sentence) => {
    const read = readOptions(args);
    expect(read.ok ? '' : read.error).toContain(sentence);
  });
});
