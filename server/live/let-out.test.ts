import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, type Hall } from '../../tests/support/hall.ts';
import { shownPapers } from '../domain/display.ts';
import { ballotBox, type CastRow } from './box.ts';
import { readRoom } from './view.repo.ts';
import { viewOf } from './view.ts';

// Straight at the box, as batches of any size from any process reach it: what the room is shown of a running tally, and
// when, is a function of how many papers came.

const ELECTORS = 60;
const ITEMS = 3;
const DEFINITION = {
  kind: 'each' as const,
  items: Array.from({ length: ITEMS }, (_, i) => ({
    id: `p0${String(i + 1)}`,
    title: `样例${String(i + 1)}`,
  })),
  majority: [{ base: 'valid' as const, fraction: '1/2', strict: true }],
};

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: ELECTORS });
});
afterAll(() => hall.close());

async function opened(display: string, shownGroup: number): Promise<string> {
  const round = display === 'batched' ? { display, shownGroup } : display;
  const roundId = await hall.round(DEFINITION, round);
  await hall.press(roundId, 'open');
  return roundId;
}

/** The box doesn't look at what stands on a paper: 0, 1 or 2 for each item. */
function castOf(personId: string, choices: readonly number[]): CastRow {
  return {
    personId,
    castId: randomUUID(),
    receipt: randomUUID(),
    class: null,
    paper: { marks: {} },
    cells: choices.map((choice, item) => item * 4 + choice + 1),
  };
}

async function tally() {
  const row = await readRoom(hall.db, hall.meetingId);
  if (row === undefined) throw new Error('no room');
  return viewOf(row).tally;
}

/** The sums of the first papers, item by item. */
function sumsOf(papers: readonly CastRow[]): number[][] {
  return Array.from({ length: ITEMS }, (_, item) =>
    [0, 1, 2].map(
      (choice) => papers.filter(({ cells }) => cells.includes(item * 4 + choice + 1)).length,
    ),
  );
}

const byReceipt = (a: CastRow, b: CastRow) => (a.receipt < b.receipt ? -1 : 1);

async function end(roundId: string): Promise<void> {
  await hall.press(roundId, 'close');
}

describe('what a tally shows', () => {
  it('is of the first papers, as many as their number says, whatever is on them and however they came', async () => {
    const paper = fc.tuple(...Array.from({ length: ITEMS }, () => fc.integer({ min: 0, max: 2 })));
    const batches = fc
      .array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 })
      .filter((sizes) => sizes.reduce((sum, size) => sum + size, 0) <= ELECTORS);
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.integer({ min: 5, max: 12 }),
        fc.infiniteStream(paper),
        async (sizes, group, papers) => {
          const roundId = await opened('batched', group);
          const came: CastRow[] = [];
          for (const size of sizes) {
            const batch = hall.deputies
              .slice(came.length, came.length + size)
              .map((id) => castOf(id, papers.next().value));
            await ballotBox.cast(hall.db, roundId, batch);
            came.push(...batch.toSorted(byReceipt));
            const shown = shownPapers(group, came.length);
            const seen = await tally();
            expect([seen?.papers, seen?.shownPapers]).toEqual([came.length, shown]);
            expect(seen?.items?.map((item) => [item.for, item.against, item.abstain])).toEqual(
              sumsOf(came.slice(0, shown)),
            );
          }
          await end(roundId);
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);

  it('is the same when batches of several processes wait for one another', async () => {
    const second = await hall.startProcess();
    const roundId = await opened('batched', 7);
    const batches = [9, 16, 3, 21, 11].map((size, at, sizes) => {
      const from = sizes.slice(0, at).reduce((sum, each) => sum + each, 0);
      return hall.deputies.slice(from, from + size).map((id, i) => castOf(id, [0, i % 2, i % 3]));
    });
    const written = batches.map((batch, i) =>
      ballotBox.cast(i % 2 ? second.context.db : hall.db, roundId, batch),
    );
    const answers = await Promise.all(written);
    expect(answers.map(({ recorded }) => recorded.size)).toEqual([9, 16, 3, 21, 11]);
    // In the order in which they were written: each raised the room's number.
    const came = batches
      .map((batch, i) => ({ batch, seq: answers[i]?.seq ?? 0 }))
      .toSorted((a, b) => a.seq - b.seq)
      .flatMap(({ batch }) => batch.toSorted(byReceipt));
    const seen = await tally();
    expect([seen?.papers, seen?.shownPapers]).toEqual([60, 49]);
    expect(seen?.items?.map((item) => [item.for, item.against, item.abstain])).toEqual(
      sumsOf(came.slice(0, 49)),
    );
    await end(roundId);
    await second.stop();
  });

  it('is everything of a live display and nothing of turnout', async () => {
    for (const [display, shown] of [
      ['live', 3],
      ['turnout', 0],
    ] as const) {
      const roundId = await opened(display, 0);
      const batch = hall.deputies.slice(0, 3).map((id) => castOf(id, [0, 1, 2]));
      await ballotBox.cast(hall.db, roundId, batch);
      const seen = await tally();
      expect([seen?.shownPapers, seen?.items?.[0]?.for ?? null]).toEqual([shown, shown || null]);
      await end(roundId);
    }
  });

  it('is fixed when the round opens', async () => {
    const roundId = await opened('batched', 5);
    await expect(
      hall.db.updateTable('round').set({ shown_group: 8 }).where('id', '=', roundId).execute(),
    ).rejects.toThrow('V8');
    await end(roundId);
  });
});
