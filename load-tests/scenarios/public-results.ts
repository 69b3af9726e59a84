import { presentRound } from '../hall.ts';
import { K6 } from '../k6-process.ts';
import { percentiles, type Outcome } from '../outcome.ts';
import type { Run } from './run.ts';
import { vote } from './vote.ts';

/** Requests of residents in a second. */
const PER_SECOND = 200;

/** Residents read a published result while the hall votes. */
export async function publicResults(run: Run): Promise<Outcome> {
  const spreadMs = run.spreadMs ?? 5_000;
  const { outcome } = await vote(run, spreadMs, {}, async (hall) => {
    const { chair } = hall.offices;
    const roundId = await presentRound(hall, '样例：已公布的票决');
    for (const action of ['open', 'close', 'count', 'announce', 'publish'] as const) {
      await chair.act(roundId, action);
    }
    return async () => {
      const seconds = Math.max(1, Math.ceil(spreadMs / 1_000));
      const pace = { perSecond: PER_SECOND, seconds };
      const k6 = await K6.residents(run.k6Path, { origin: hall.origin, roundId }, pace);
      run.afterwards.defer(() => k6.stop());
      const { measures, recorded, refused } = await k6.summary();
      const read = percentiles(measures.read_ms);
      return {
        reads: recorded,
        readsRefused: refused,
        readP50Ms: read?.p50 ?? 0,
        readP99Ms: read?.p99 ?? 0,
      };
    };
  });
  return { scenario: 'public-results', ...outcome };
}
