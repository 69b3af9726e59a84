import type { Distribution, Summary } from './k6/plan.ts';
import type { ScenarioName } from './options.ts';

type Percentiles = Omit<Distribution, 'min'>;

/** What a scenario came to. What it doesn't measure is null. Times are milliseconds, rates a second. */
export type Outcome = {
  scenario: ScenarioName;
  voters: number;
  spreadS: number;
  /** From pressing to the answer: of a vote, of a heartbeat (evening), of a sign-in (check-in-rush). */
  ackMs: Percentiles | null;
  /** The same devices and frames against a bare echo. */
  echoMs: Percentiles | null;
  /** From the commit to a screen that shows it. */
  tallyLagMs: Percentiles | null;
  /** The sustained intake: from a frame's text to its answer after the commit (intake.ts). */
  votesPerS: number | null;
  /** The same rows by batched INSERT. */
  floorVotesPerS: number | null;
  rssBytesPerSocket: number | null;
  acknowledged: number;
  counted: number;
  refused: number;
  /** What only this scenario measures. */
  more: Record<string, number>;
};

/** Percentiles to tenths of a millisecond. */
export function percentiles(of: Distribution | null | undefined): Percentiles | null {
  if (!of) return null;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { p50: round(of.p50), p95: round(of.p95), p99: round(of.p99), max: round(of.max) };
}

/** Votes a second of the round in which all vote at once: from the first press to the last acknowledgement. */
export function rateOf({ measures }: Summary, votes: number): number | null {
  const { rush_sent_at: sent, rush_acked_at: acked } = measures;
  if (sent === undefined || acked === undefined) return null;
  // Moments are whole milliseconds: a rush that took none took one.
  return Math.round(votes / (Math.max(1, acked.max - sent.min) / 1_000));
}

/** An outcome for people. */
export function lineOf(outcome: Outcome): string {
  const { ackMs, echoMs, tallyLagMs, votesPerS, floorVotesPerS, more } = outcome;
  const ms = (of: Percentiles | null): string =>
    of === null ? '—' : `p50 ${String(of.p50)}, p99 ${String(of.p99)}, max ${String(of.max)} ms`;
  return [
    `${outcome.scenario}: ${String(outcome.voters)} deputies in ${String(outcome.spreadS)} s`,
    `  answers: ${ms(ackMs)}; bare echo: ${ms(echoMs)}`,
    `  commit to screen: ${ms(tallyLagMs)}`,
    `  votes a second: ${String(votesPerS ?? '—')}; by batched INSERT: ${String(floorVotesPerS ?? '—')}`,
    `  bytes a socket: ${String(outcome.rssBytesPerSocket ?? '—')}`,
    `  acknowledged ${String(outcome.acknowledged)}, counted ${String(outcome.counted)}, refused ${String(outcome.refused)}`,
    `  ${Object.entries(more)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')}`,
  ].join('\n');
}
