/** What must hold whatever the papers are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument, documentOfKind, type AnyDocument } from '../documents.test-support.ts';
import { fraction, parseFraction, reaches } from '../fraction.ts';
import { itemsResultOf, resultOf } from '../papers.test-support.ts';
import type { ItemsResult, RoundResult } from '../result.ts';

/** The result with everything that may stand in any order put into one. */
function byId(result: RoundResult): unknown {
  if (result.round !== 'valid') return result;
  const sorted = <T extends { id: string }>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if ('objects' in result) return { ...result, objects: sorted<{ id: string }>(result.objects) };
  const { next } = result;
  const called = next && 'items' in next ? { ...next, items: next.items.toSorted() } : next;
  return { ...result, items: sorted(result.items), next: called };
}

/** Documents of the kinds with items whose round is valid. */
const counted = fc
  .constantFrom('choose', 'each', 'package', 'election', 'rank' as const)
  .chain((kind) => documentOfKind(kind as 'choose'))
  .map((document) => ({ document, result: resultOf(document) }))
  .filter(({ result }) => 'items' in result) as fc.Arbitrary<{
  document: AnyDocument;
  result: ItemsResult;
}>;

const runs = { numRuns: 600 };

describe('the count', () => {
  test('does not depend on the order of papers or items', () => {
    const shuffled = anyDocument.chain((document) =>
      fc.record({
        document: fc.constant(document),
        papers: fc.shuffledSubarray(document.papers, { minLength: document.papers.length }),
        items: fc.shuffledSubarray(document.items, { minLength: document.items.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ document, papers, items }) => {
        const other = resultOf({ ...document, papers, items });
        expect(byId(other)).toEqual(byId(resultOf(document)));
      }),
      runs,
    );
  });

  test('keeps the identities between its figures', () => {
    fc.assert(
      fc.property(counted, ({ document, result }) => {
        const { collected, valid, invalid, reasons } = result.papers;
        expect(collected).toBe(document.papers.length);
        expect(valid + invalid).toBe(collected);
        expect(Object.values(reasons).reduce((sum, papers) => sum + papers, 0)).toBe(invalid);
        let approvals = 0;
        for (const item of result.items) {
          expect(item.for + item.against + item.abstain + item.void).toBe(valid);
          approvals += item.for;
        }
        const limited = ['choose', 'election', 'rank'].includes(document.kind);
        if (limited) expect(approvals).toBeLessThanOrEqual((document.seats ?? 0) * valid);
      }),
      runs,
    );
  });

  test('never elects more than there are seats, nor anybody below the majority', () => {
    fc.assert(
      fc.property(counted, ({ document, result }) => {
        const elected = result.items.filter((item) => item.outcome === 'elected');
        if (document.seats !== undefined) {
          expect(elected.length).toBeLessThanOrEqual(document.seats);
        }
        for (const item of result.items) {
          if (item.outcome !== 'not_elected') expect(item.passed).toBe(true);
        }
        const [rule] = document.majority ?? [];
        if (!rule) return;
        for (const { outcome, share } of result.items) {
          const [part, whole] = share.split('/').map(Number);
          if (outcome === 'not_elected') continue;
          const of = parseFraction(rule.fraction);
          expect(reaches(fraction(part!), of, fraction(whole!), rule.strict)).toBe(true);
        }
      }),
      runs,
    );
  });

  test('nobody is elected over somebody with more votes who passed', () => {
    const level = { elected: 2, tied: 1, not_elected: 0 };
    fc.assert(
      fc.property(counted, ({ result }) => {
        const votes = (item: ItemsResult['items'][number]) => item.points ?? item.for;
        const passed = result.items.filter((item) => item.passed);
        for (const a of passed) {
          for (const b of passed) {
            if (votes(a) > votes(b))
              expect(level[a.outcome]).toBeGreaterThanOrEqual(level[b.outcome]);
            if (votes(a) === votes(b)) expect(a.outcome).toBe(b.outcome);
          }
        }
      }),
      runs,
    );
  });

  test('a runoff holds exactly the tied, and more of them than there are seats', () => {
    fc.assert(
      fc.property(counted, ({ result }) => {
        const tied = result.items.filter((item) => item.outcome === 'tied');
        if (result.next?.kind !== 'runoff') {
          expect(tied).toEqual([]);
          return;
        }
        expect(result.next.items.toSorted()).toEqual(tied.map((item) => item.id).toSorted());
        expect(result.next.seats).toBeLessThan(tied.length);
        expect(new Set(tied.map((item) => item.points ?? item.for)).size).toBe(1);
      }),
      runs,
    );
  });

  test('one approval more never lowers an item', () => {
    const level = { elected: 2, tied: 1, not_elected: 0 };
    fc.assert(
      fc.property(counted, fc.nat(), fc.nat(), ({ document, result }, paperAt, itemAt) => {
        if (document.kind === 'rank' || document.papers.length === 0) return;
        const at = paperAt % document.papers.length;
        const paper = document.papers[at]!;
        const { id } = document.items[itemAt % document.items.length]!;
        if (paper.marks[id] === 'for' || paper.illegible) return;
        const papers = document.papers.with(at, {
          ...paper,
          marks: { ...paper.marks, [id]: 'for' },
        });
        const after = itemsResultOf({ ...document, papers });
        // Over the limit the approval costs the whole paper; with `exact` it may save it.
        if (after.papers.valid !== result.papers.valid) return;
        const before = result.items.find((item) => item.id === id)!;
        const now = after.items.find((item) => item.id === id)!;
        const changed = now.for - before.for;
        expect([0, 1]).toContain(changed);
        expect(now.rank).toBeLessThanOrEqual(before.rank);
        expect(level[now.outcome]).toBeGreaterThanOrEqual(level[before.outcome]);
      }),
      runs,
    );
  });
});
