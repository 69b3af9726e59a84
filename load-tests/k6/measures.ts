import { Counter, Trend } from 'k6/metrics';
import { MEASURES, type Distribution, type Measure, type Summary } from './plan.ts';

export const trends = Object.fromEntries(MEASURES.map((name) => [name, new Trend(name)])) as Record<
  Measure,
  Trend
>;
export const counters = {
  recorded: new Counter('recorded'),
  refused: new Counter('refused'),
  busy: new Counter('busy'),
  reconnected: new Counter('reconnected'),
};

type Data = { metrics: Record<string, { values: Record<string, number> } | undefined> };

/** k6's own summary as the runner reads it. What was never measured is left out. */
export function summaryOf({ metrics }: Data): Summary {
  const count = (name: keyof typeof counters): number => metrics[name]?.values['count'] ?? 0;
  const measures: Partial<Record<Measure, Distribution>> = {};
  for (const name of MEASURES) {
    const values = metrics[name]?.values;
    if (values === undefined) continue;
    measures[name] = {
      min: values['min'] ?? 0,
      p50: values['med'] ?? 0,
      p95: values['p(95)'] ?? 0,
      p99: values['p(99)'] ?? 0,
      max: values['max'] ?? 0,
    };
  }
  return {
    measures,
    recorded: count('recorded'),
    refused: count('refused'),
    busy: count('busy'),
    reconnected: count('reconnected'),
  };
}
