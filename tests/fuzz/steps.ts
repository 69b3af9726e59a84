import type { RoundAction } from '../../server/contract/rounds/schemas.ts';
import type { Passing } from './network.ts';
import type { Random } from './random.ts';
import type { Tampering } from './tamper.ts';

/**
 * One step of a run. Steps name people, devices and rounds by numbers, taken modulo how many there are, and one that
 * makes no sense at the moment does nothing: so any part of a run is a run, and a long one can be shortened.
 */
export type Step = { waitMs: number } & (
  | { does: 'come' | 'reload' | 'switch off' | 'sign out' | 'wake' | 'mark again'; who: number }
  | { does: 'come with a second device'; who: number }
  | { does: 'new card'; who: number }
  | { does: 'attendance'; who: number; is: 'present' | 'absent' | 'on_leave' }
  | { does: 'standing'; who: number; patch: Standing }
  | { does: 'vote'; who: number; ballot: string }
  | { does: 'rush'; share: number; ballot: string; closing: boolean }
  | { does: 'vote past the page'; who: number; times: number; ballot: string }
  | { does: 'send an old vote again'; which: number }
  | { does: 'ask for an old vote'; which: number }
  | { does: 'weather'; who: number; up: Passing; down: Passing }
  | { does: 'calm' | 'only HTTP' | 'no network'; who: number }
  | { does: 'cut'; who: number; told: 'both' | 'device' | 'server' }
  | { does: 'silence'; who: number; direction: 'up' | 'down' }
  | { does: 'draft'; of: string }
  | { does: 'go on'; presider: number; both: boolean; patient: boolean }
  | { does: 'press'; presider: number; action: RoundAction; round: number }
  | { does: 'change a round'; round: number; of: string }
  | { does: 'count again'; correct: string | null }
  | { does: 'appoint'; who: number }
  | { does: 'follow'; round: number; origin: 'runoff' | 'supplementary' | 'revote' }
  | { does: 'tamper'; how: Tampering }
  | { does: 'start a process' | 'stop a process' | 'crash a process' }
  | { does: 'kill connections'; of: 'everything' | 'listeners' }
  | { does: 'lose answers of the database'; ballot: string }
  | { does: 'wait' }
);
export type Standing =
  | { medium: 'paper' | 'tablet' }
  | { class: 'deputy' | 'voter_rep'; entitled: true }
  | { class: 'observer'; entitled: false };

type Unpaced = Step extends infer S ? (S extends Step ? Omit<S, 'waitMs'> : never) : never;

/** How often each kind of step is taken, and how it is made. */
const KINDS: readonly (readonly [number, (random: Random) => Unpaced])[] = [
  [8, (r) => ({ does: 'come', who: r.int(100) })],
  [3, (r) => ({ does: 'reload', who: r.int(100) })],
  [1, (r) => ({ does: 'switch off', who: r.int(100) })],
  [1, (r) => ({ does: 'sign out', who: r.int(100) })],
  [1, (r) => ({ does: 'wake', who: r.int(100) })],
  [2, (r) => ({ does: 'mark again', who: r.int(100) })],
  [2, (r) => ({ does: 'come with a second device', who: r.int(100) })],
  [1, (r) => ({ does: 'new card', who: r.int(100) })],
  [7, (r) => ({ does: 'attendance', who: r.int(100), is: r.pick(ATTENDANCE) })],
  [2, (r) => ({ does: 'standing', who: r.int(100), patch: standing(r) })],
  [12, (r) => ({ does: 'vote', who: r.int(100), ballot: ballot(r) })],
  [9, (r) => ({ does: 'rush', share: r.next(), ballot: ballot(r), closing: r.chance(0.3) })],
  [
    8,
    (r) => ({
      does: 'vote past the page',
      who: r.int(100),
      times: 1 + r.int(4),
      ballot: ballot(r),
    }),
  ],
  [4, (r) => ({ does: 'send an old vote again', which: r.int(1000) })],
  [2, (r) => ({ does: 'ask for an old vote', which: r.int(1000) })],
  [5, (r) => ({ does: 'weather', who: r.int(100), up: passing(r), down: passing(r) })],
  [3, (r) => ({ does: r.pick(['calm', 'calm', 'only HTTP', 'no network']), who: r.int(100) })],
  [4, (r) => ({ does: 'cut', who: r.int(100), told: r.pick(['both', 'device', 'server']) })],
  [2, (r) => ({ does: 'silence', who: r.int(100), direction: r.pick(['up', 'down']) })],
  [4, (r) => ({ does: 'draft', of: ballot(r) })],
  [20, (r) => ({ does: 'go on', presider: r.int(2), both: r.chance(0.3), patient: r.chance(0.8) })],
  [4, (r) => ({ does: 'press', presider: r.int(2), action: r.pick(ACTIONS), round: r.int(100) })],
  [2, (r) => ({ does: 'follow', round: r.int(100), origin: r.pick(ORIGINS) })],
  [2, (r) => ({ does: 'change a round', round: r.int(100), of: ballot(r) })],
  [3, (r) => ({ does: 'count again', correct: r.chance(0.6) ? ballot(r) : null })],
  [1, (r) => ({ does: 'appoint', who: r.int(100) })],
  [5, (r) => ({ does: 'tamper', how: r.pick(['tally', 'paper', 'lost paper']) })],
  [4, () => ({ does: 'start a process' })],
  [1, () => ({ does: 'stop a process' })],
  [1, () => ({ does: 'crash a process' })],
  [2, (r) => ({ does: 'kill connections', of: r.pick(['everything', 'listeners']) })],
  [3, (r) => ({ does: 'lose answers of the database', ballot: ballot(r) })],
  [4, () => ({ does: 'wait' })],
];

const ATTENDANCE = ['present', 'present', 'present', 'absent', 'on_leave'] as const;
const ACTIONS = [
  'present',
  'open',
  'close',
  'count',
  'announce',
  'publish',
  'back-to-draft',
  'make-ready',
] as const;
const ORIGINS = ['runoff', 'supplementary', 'revote'] as const;

/** The steps of a run. The same seed gives the same steps, and more steps begin with those of fewer. */
export function stepsOf(random: Random, many: number): Step[] {
  return Array.from({ length: many }, (_, at) => {
    const own = random.fork(String(at));
    const step = own.weighted(KINDS)(own);
    return { ...step, waitMs: pauseAfter(step, own) } as Step;
  });
}

/** Pages need a moment to hear of an opening; mostly the next step comes into the middle of the last. */
function pauseAfter({ does }: Unpaced, random: Random): number {
  if (does === 'go on' && random.chance(0.6)) return 100 + random.int(100);
  return random.weighted([
    [4, 0],
    [4, random.int(15)],
    [1, random.int(120)],
  ]);
}

function ballot(random: Random): string {
  return String(random.int(1_000_000));
}

/** How a bad network passes frames on. */
export function passing(random: Random): Passing {
  const often = () => (random.chance(0.4) ? 0 : random.next() / 2);
  return { delayMs: random.int(80), duplicate: often(), reorder: often() };
}

function standing(random: Random): Standing {
  return random.pick<Standing>([
    { medium: 'paper' },
    { medium: 'tablet' },
    { class: 'deputy', entitled: true },
    { class: 'voter_rep', entitled: true },
    { class: 'observer', entitled: false },
  ]);
}
