import { percentiles, type Outcome } from '../outcome.ts';
import type { Run } from './run.ts';
import { vote } from './vote.ts';

/** Within which the hall comes back (milliseconds). */
const WITHIN_MS = 2_000;

/** In the middle of the voting the whole hall drops, and returns within two seconds. */
export async function reconnectStorm(run: Run): Promise<Outcome> {
  const spreadMs = run.spreadMs ?? 5_000;
  const storm = { afterMs: spreadMs / 2, withinMs: WITHIN_MS };
  const { outcome, summary } = await vote(run, spreadMs, { storm });
  const back = percentiles(summary.measures.back_ms);
  return {
    scenario: 'reconnect-storm',
    ...outcome,
    more: {
      ...outcome.more,
      // From asking for a socket to the picture.
      backP50Ms: back?.p50 ?? 0,
      backP99Ms: back?.p99 ?? 0,
      backMaxMs: back?.max ?? 0,
    },
  };
}
