import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../scripts/programs.ts';
import type { Outcome } from './outcome.ts';

const PAGE = join(ROOT, 'docs', 'performance.md');
/** Rows are added after this mark, the newest first. */
const MARK = '<!-- history: rows below are added by npm run load-test, the newest first -->';
const RULE = /^\|( ?-+ ?\|)+$/m;

/** Adds a run to the history in docs/performance.md. */
export async function recordIn(
  machine: string,
  processes: number,
  outcome: Outcome,
): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  await writeFile(PAGE, withRow(page, rowOf(new Date(), machine, processes, outcome)));
}

/** The page with one more row at the top of its history. */
export function withRow(page: string, row: string): string {
  const at = page.indexOf(MARK);
  const rule = at < 0 ? null : RULE.exec(page.slice(at));
  if (rule === null) throw new Error(`docs/performance.md has no history table: ${MARK}`);
  const end = at + rule.index + rule[0].length;
  return `${page.slice(0, end)}\n${row}${page.slice(end)}`;
}

/** One run as a row. */
export function rowOf(now: Date, machine: string, processes: number, outcome: Outcome): string {
  const { ackMs, echoMs, tallyLagMs, votesPerS, floorVotesPerS, more } = outcome;
  const ratio = (a: number | undefined, b: number | undefined): string =>
    a === undefined || b === undefined || b === 0 ? '—' : (a / b).toFixed(2);
  const cells = [
    now.toISOString().slice(0, 10),
    outcome.scenario,
    outcome.voters,
    outcome.spreadS,
    processes,
    ackMs?.p50 ?? '—',
    ackMs?.p99 ?? '—',
    echoMs?.p99 ?? '—',
    ratio(ackMs?.p99, echoMs?.p99),
    tallyLagMs?.p99 ?? '—',
    votesPerS ?? '—',
    floorVotesPerS ?? '—',
    ratio(votesPerS ?? undefined, floorVotesPerS ?? undefined),
    outcome.rssBytesPerSocket ?? '—',
    `${String(outcome.acknowledged)} / ${String(outcome.counted)} / ${String(outcome.refused)}`,
    Object.entries(more)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', '),
    machine,
  ];
  return `| ${cells.map(String).join(' | ')} |`;
}
