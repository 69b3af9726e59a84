import { RefusalBody } from '../server/contract/refusals.ts';
import type { PublicSide } from '../server/contract/results/public-side.ts';
import { PublicResult, PublicResultList } from '../server/contract/results/schemas.ts';
import { Health } from '../server/contract/setup/schemas.ts';

/**
 * What the public pages are made from while they are changed (`npm run dev`): they are rendered outside the server then, and ask
 * it for what anybody may ask.
 */
export function publicSideOf(server: string): PublicSide {
  const ask = async (path: string): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(new URL(path, server));
    return { status: response.status, body: await response.json() };
  };
  return {
    async front() {
      const [health, results] = await Promise.all([ask('/api/health'), ask('/api/public/results')]);
      return { health: Health.parse(health.body), ...PublicResultList.parse(results.body) };
    },
    async result(roundId) {
      const { status, body } = await ask(`/api/public/results/${encodeURIComponent(roundId)}`);
      if (status === 200) return PublicResult.parse(body);
      return RefusalBody.parse(body).error.code === 'result_differs' ? 'differs' : null;
    },
  };
}
