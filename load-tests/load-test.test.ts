import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runQuietly } from '../scripts/programs.ts';
import { installedK6, WHAT_TO_INSTALL } from './k6-process.ts';
import { SCENARIOS } from './options.ts';
import type { Outcome } from './outcome.ts';

const SCRIPT = join(import.meta.dirname, 'load-test.ts');
const k6 = await installedK6();

/** A small hall, for a moment: that the load test works, not how fast anything is. */
const VOTERS = 12;

describe.skipIf(k6 === undefined)(`a load test${k6 ? '' : ` (${WHAT_TO_INSTALL})`}`, () => {
  it.each(SCENARIOS)(
    '%s counts what was acknowledged, and measures its floor',
    async (name) => {
      const args = ['--scenario', name, '--voters', String(VOTERS), '--spread', '1'];
      const { code, output } = await runQuietly(process.execPath, [
        SCRIPT,
        ...args,
        '--json',
        '--no-record',
      ]);
      expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
      const line = output.split('\n').find((said) => said.startsWith('{'));
      const outcome = JSON.parse(line ?? '') as Outcome;
      expect(outcome).toMatchObject({ scenario: name, voters: VOTERS, spreadS: 1, refused: 0 });
      // A round on the devices, one all at once, three of four times as many for the intake alone.
      const votes = { 'ballot-rush': 14, 'reconnect-storm': 14, 'public-results': 14 };
      const each = { ...votes, evening: 0, 'check-in-rush': 1 }[name];
      expect(outcome).toMatchObject({ acknowledged: each * VOTERS, counted: each * VOTERS });
      for (const times of [outcome.ackMs, outcome.echoMs, outcome.tallyLagMs]) {
        expect(times?.max).toBeGreaterThanOrEqual(times?.p50 ?? Infinity);
      }
      if (each === 14) {
        expect(outcome.votesPerS).toBeGreaterThan(0);
        expect(outcome.floorVotesPerS).toBeGreaterThan(0);
      }
      if (name === 'reconnect-storm') expect(outcome.more['reconnected']).toBe(VOTERS);
      if (name === 'public-results') expect(outcome.more['reads']).toBeGreaterThan(0);
    },
    120_000,
  );
});
