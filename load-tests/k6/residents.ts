import http from 'k6/http';
import { sleep } from 'k6';
import type { Options } from 'k6/options';
import { counters, summaryOf, trends } from './measures.ts';

// Residents on the public pages: the list of results, then one of them, as often as RATE says.

const origin = __ENV['ORIGIN'] ?? '';
const roundId = __ENV['ROUND'] ?? '';

export const options: Options = {
  scenarios: {
    residents: {
      executor: 'constant-arrival-rate',
      rate: Number(__ENV['RATE']) / 2,
      timeUnit: '1s',
      duration: `${__ENV['SECONDS'] ?? ''}s`,
      preAllocatedVUs: 50,
      maxVUs: 500,
    },
  },
  summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'max'],
};

export default function resident(): void {
  for (const path of ['', `/${roundId}`]) {
    const response = http.get(`${origin}/api/public/results${path}`);
    trends.read_ms.add(response.timings.duration);
    if (response.status === 200) counters.recorded.add(1);
    else counters.refused.add(1);
    sleep(0.05);
  }
}

export function handleSummary(data: Parameters<typeof summaryOf>[0]): { stdout: string } {
  return { stdout: `${JSON.stringify(summaryOf(data))}\n` };
}
