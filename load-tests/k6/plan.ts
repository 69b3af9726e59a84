/** What the devices of a run do. The runner writes it to a file that each k6 process reads. */
export type Plan = {
  /** `hall`: a Gongyi server. `echo`: the floor, a server that sends back what it gets. */
  server: 'hall' | 'echo';
  origin: string;
  /** k6's virtual users; each is one event loop with its share of the devices. */
  users: number;
  /** How many devices open their sockets in a second. */
  opensPerSecond: number;
  /** One after the other: from the opening of a round on, each votes at a random moment of it (milliseconds). */
  roundsMs: number[];
  /** Items of the round, and how many of them a paper has. */
  items: string[];
  seats: number;
  /** In the first round all sockets are dropped this long after the opening, and come back at a random moment `withinMs` later. */
  storm: { afterMs: number; withinMs: number } | null;
  /** Instead of voting: this many heartbeats, one every `everyMs`. */
  beats: { count: number; everyMs: number } | null;
  /** Devices sign in with their card's code at a random moment of it (milliseconds), and go no further. */
  checkInMs: number | null;
  /** What each fetches before it signs in: the files of its page. */
  page: string[];
};

/** How a device gets in: with the cookie of its sign-in, or with the code of its card. */
export type Entry = { cookie: string } | { code: string };

/** A line a k6 process writes for the runner when all devices of one virtual user got that far. */
export type Progress = { at: Stage; devices: number };
/** `answered` and `rushed`: the vote of the first round, and of the last of several. */
export type Stage = 'ready' | 'answered' | 'rushed' | 'over';

/** What is measured: durations in milliseconds (`_ms`), moments (`_at`), papers. `rush_` is of the last of several rounds. */
export const MEASURES = [
  'ack_ms',
  'rush_ack_ms',
  'rush_sent_at',
  'rush_acked_at',
  'back_ms',
  'final_at',
  'final_papers',
  'read_ms',
  'page_ms',
] as const;
export type Measure = (typeof MEASURES)[number];
export type Distribution = { p50: number; p95: number; p99: number; max: number; min: number };

/** What a k6 process prints at its end. */
export type Summary = {
  measures: Partial<Record<Measure, Distribution>>;
  recorded: number;
  refused: number;
  busy: number;
  reconnected: number;
};
