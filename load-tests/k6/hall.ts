import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import type { Options } from 'k6/options';
import { Device } from './device.ts';
import { summaryOf } from './measures.ts';
import type { Entry, Plan, Stage } from './plan.ts';

// The devices of a hall, or of the floor it is compared with: one virtual user of k6 is one event loop with its
// share of the sockets, so that thousands of devices don't need thousands of interpreters.

const plan = JSON.parse(open(__ENV['PLAN'] ?? '')) as Plan;
const entries = new SharedArray(
  'entries',
  () => JSON.parse(open(__ENV['ENTRIES'] ?? '')) as Entry[],
);

export const options: Options = {
  scenarios: {
    hall: { executor: 'per-vu-iterations', vus: plan.users, iterations: 1, maxDuration: '60m' },
  },
  summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'max'],
  discardResponseBodies: false,
};

export default function devices(): void {
  const user = exec.vu.idInTest - 1;
  const own = Array.from({ length: entries.length }, (_, index) => index).filter(
    (index) => index % plan.users === user,
  );
  const reached: Record<Stage, number> = { ready: 0, answered: 0, rushed: 0, over: 0 };
  const tell = (at: Stage): void => {
    reached[at] += 1;
    if (reached[at] === own.length) console.log(JSON.stringify({ at, devices: own.length }));
  };
  const pauseMs = (1_000 / plan.opensPerSecond) * plan.users;
  own.forEach((index, place) => {
    const entry = entries[index];
    if (entry === undefined) throw new Error('a device without an entry');
    const device = new Device(plan, entry, tell);
    const at = plan.checkInMs === null ? place * pauseMs : Math.random() * plan.checkInMs;
    setTimeout(() => {
      device.begin();
    }, at);
  });
}

export function handleSummary(data: Parameters<typeof summaryOf>[0]): { stdout: string } {
  return { stdout: `${JSON.stringify(summaryOf(data))}\n` };
}
