import type { Outcome } from '../outcome.ts';
import type { Run } from './run.ts';
import { vote } from './vote.ts';

/** Everybody is connected and votes within the spread, screens and the presider watching. */
export async function ballotRush(run: Run): Promise<Outcome> {
  const { outcome } = await vote(run, run.spreadMs ?? 5_000);
  return { scenario: 'ballot-rush', ...outcome };
}
