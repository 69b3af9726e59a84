import { isDeepStrictEqual } from 'node:util';
import type { Replayed } from './meeting.ts';
import type { Pabulib } from './pabulib.ts';

/** What a replay prints with --json. Times are milliseconds, `null` when nothing was acknowledged. */
export type Report = {
  file: string;
  voters: number;
  acknowledged: number;
  refused: number;
  ackMs: { p50: number | null; p95: number | null; p99: number | null };
  /** In the file's order: approvals as certified here, and as the organiser published them (null where not). */
  items: { id: string; for: number; published: number | null }[];
};

/** The report of a replay, and in words everything that doesn't agree: none is what it should be. */
export function reportOf(
  file: { name: string; content: Pabulib },
  replayed: Replayed,
): { report: Report; differences: string[] } {
  const { ballot, reports, certified } = replayed;
  const ackMs = reports
    .flatMap((report) => (report.outcome === 'recorded' ? [report.ackMs] : []))
    .sort((a, b) => a - b);
  const approvals = new Map(certified.items.map((item) => [item.id, item.for]));
  const items = ballot.items.map(({ id, projectId }, index) => ({
    id: projectId,
    for: approvals.get(id) ?? 0,
    published: file.content.projects[index]?.votes ?? null,
  }));
  const report = {
    file: file.name,
    voters: file.content.votes.length,
    acknowledged: ackMs.length,
    refused: reports.filter(({ outcome }) => outcome === 'refused').length,
    ackMs: { p50: rank(ackMs, 50), p95: rank(ackMs, 95), p99: rank(ackMs, 99) },
    items,
  };
  return { report, differences: [...lost(report, replayed), ...differing(report, replayed)] };
}

/** The nearest-rank percentile of sorted values, to a tenth. */
export function rank(sorted: readonly number[], percent: number): number | null {
  const value = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

/** Papers that got lost between a device and the count. */
function lost({ voters, acknowledged }: Report, { reports, certified }: Replayed): string[] {
  const { collected, invalid } = certified.papers;
  const found: string[] = [];
  if (acknowledged !== voters) {
    found.push(`${String(acknowledged)} of ${String(voters)} votes were acknowledged`);
    const reasons = reports.flatMap((report) => {
      if (report.outcome === 'recorded') return [];
      return [report.outcome === 'refused' ? report.code : report.reason];
    });
    for (const reason of new Set(reasons)) found.push(`a vote was not taken: ${reason}`);
  }
  if (collected !== acknowledged) {
    found.push(`${String(acknowledged)} acknowledged, but ${String(collected)} counted`);
  }
  if (invalid > 0) found.push(`${String(invalid)} papers were counted as invalid`);
  return found;
}

/** Figures that are not the same everywhere. */
function differing(report: Report, { live, certified, recounted, published }: Replayed): string[] {
  const found = report.items
    .filter((item) => item.published !== null && item.for !== item.published)
    .map((item) => `${item.id}: ${String(item.for)} here, ${String(item.published)} in the file`);
  const figures = certified.items.map((item) => [
    item.id,
    item.for,
    item.against,
    item.abstain,
    item.void,
  ]);
  const shown = live.items?.map((item) => [
    item.id,
    item.for,
    item.against,
    item.abstain,
    item.void,
  ]);
  if (live.papers !== certified.papers.collected || !isDeepStrictEqual(shown, figures)) {
    found.push('the live tally differs from the certified count');
  }
  if (!isDeepStrictEqual(recounted, certified)) {
    found.push('the count of the exported document differs from the certified count');
  }
  if (!isDeepStrictEqual(published, certified)) {
    found.push('the published result differs from the certified count');
  }
  return found;
}

/** The report for people, with the differences at its end. */
export function textOf(report: Report, counted: number, differences: readonly string[]): string {
  const { p50, p95, p99 } = report.ackMs;
  const width = Math.max(7, ...report.items.map(({ id }) => id.length));
  const row = (id: string, ours: unknown, published: unknown, mark: string): string =>
    `${id.padEnd(width)}  ${String(ours).padStart(9)}  ${String(published).padStart(9)}${mark}`;
  return [
    report.file,
    `voters ${String(report.voters)}, acknowledged ${String(report.acknowledged)}, refused ${String(report.refused)}, counted ${String(counted)}`,
    `acknowledgement p50 ${String(p50)} ms, p95 ${String(p95)} ms, p99 ${String(p99)} ms`,
    '',
    row('project', 'counted', 'published', ''),
    ...report.items.map((item) =>
      row(
        item.id,
        item.for,
        item.published ?? '-',
        item.published === null || item.for === item.published ? '' : '  differs',
      ),
    ),
    '',
    ...(differences.length > 0 ? ['It does not agree:'] : [agreement(report)]),
    ...differences.map((difference) => `- ${difference}`),
  ].join('\n');
}

/** What a replay without a difference shows: of a file without figures only that nothing was lost here. */
function agreement({ items }: Report): string {
  const published = items.filter((item) => item.published !== null).length;
  if (published === items.length) return 'Every figure agrees.';
  if (published > 0) {
    return `Every figure of the file agrees; of ${String(items.length - published)} projects it publishes none.`;
  }
  return 'The file publishes no figures: there was nothing to compare with. Nothing was lost, and every count here agrees.';
}
