import { afterEach, describe, expect, it } from 'vitest';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../../tests/support/hall.ts';

let hall: Hall | undefined;
afterEach(async () => {
  await hall?.close();
  hall = undefined;
});

/** Casts one vote after the other and gives what the room was shown after each. */
async function shownAfterEach(
  open: Hall,
  display: string,
  marks: (i: number) => Record<string, string>,
) {
  const roundId = await open.round(TWELVE_CHOOSE_TEN, display);
  await open.press(roundId, 'open');
  const screen = await open.watch();
  const shown: { papers: number; shown: number; p01: number | null }[] = [];
  for (const [i, deputy] of open.deputies.entries()) {
    const tablet = await open.tablet(deputy);
    expect(await tablet.vote(voteOf(roundId, marks(i)))).toMatchObject({ outcome: 'recorded' });
    const tally = await screen.until(() => {
      const now = screen.view?.tally;
      return now?.papers === i + 1 ? now : undefined;
    });
    shown.push({
      papers: tally.papers,
      shown: tally.shownPapers,
      p01: tally.items?.[0]?.for ?? null,
    });
    tablet.close();
  }
  return { roundId, shown, screen };
}

const MIXED = (i: number) => ({
  ...Object.fromEntries(
    TWELVE_CHOOSE_TEN.items.slice(0, 12).map(({ id }, n) => [id, (i + n) % 2 ? 'for' : 'against']),
  ),
});

describe('what the room sees of a running tally', () => {
  it('live: each paper', async () => {
    hall = await openHall({ deputies: 3 });
    const { shown } = await shownAfterEach(hall, 'live', () => ({ p01: 'for' }));
    expect(shown.map((s) => [s.shown, s.p01])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('turnout: nothing but how many, in no frame that any screen got', async () => {
    hall = await openHall({ deputies: 3 });
    const { shown, screen } = await shownAfterEach(hall, 'turnout', () => ({ p01: 'for' }));
    expect(shown.map((s) => [s.papers, s.shown, s.p01])).toEqual([
      [1, 0, null],
      [2, 0, null],
      [3, 0, null],
    ]);
    expect(JSON.stringify(screen.frames)).not.toContain('"for":1');
  });

  it('batched: groups of five or more, none in which an item was marked alike, and a rest as large', async () => {
    hall = await openHall({ deputies: 16 });
    const { shown } = await shownAfterEach(hall, 'batched', MIXED);
    // Nothing before five; from five on each group as soon as it is five, while five are still to come.
    expect(shown.map((s) => s.shown)).toEqual([
      0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10, 10,
    ]);
  });

  it('batched: a group that marked an item alike is held back until it is mixed', async () => {
    hall = await openHall({ deputies: 16 });
    const { shown } = await shownAfterEach(hall, 'batched', (i) =>
      i < 7 ? { ...MIXED(i), p01: 'for' } : { ...MIXED(i), p01: 'against' },
    );
    expect(shown.map((s) => s.shown)).toEqual([0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8, 8]);
  });
});

describe('V5: one sequence number, one picture', () => {
  it('on every screen of every process, and figures never go back', async () => {
    hall = await openHall({ deputies: 40 });
    const second = await hall.startProcess();
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const screens = await Promise.all([
      hall.watch(),
      hall.watch(),
      hall.watch(second.origin),
      hall.watch(second.origin),
    ]);
    await hall.press(roundId, 'open');
    const open = hall;
    const tablets = await Promise.all(
      open.deputies.map((id, i) => open.tablet(id, i % 2 === 0 ? open.origin : second.origin)),
    );
    await Promise.all(
      tablets.map(async (tablet, i) => {
        await new Promise((resolve) => setTimeout(resolve, i * 20));
        await tablet.vote(voteOf(roundId, { p01: 'for', p02: i % 2 ? 'for' : 'against' }));
      }),
    );
    await hall.press(roundId, 'close', 'count', 'announce');
    const pictures = new Map<number, string>();
    for (const screen of screens) {
      await screen.until(() => screen.view?.result ?? undefined);
      let papers = -1;
      let approvals = -1;
      for (const frame of screen.frames) {
        const tally =
          frame.type === 'snapshot'
            ? frame.view.tally
            : frame.type === 'change'
              ? frame.sections.tally
              : undefined;
        if (tally === undefined || tally === null || !('seq' in frame)) continue;
        expect(tally.papers).toBeGreaterThanOrEqual(papers);
        expect(tally.items?.[0]?.for).toBeGreaterThanOrEqual(approvals);
        papers = tally.papers;
        approvals = tally.items?.[0]?.for ?? -1;
        const picture = JSON.stringify(tally);
        expect(pictures.get(frame.seq) ?? picture).toBe(picture);
        pictures.set(frame.seq, picture);
      }
      expect(papers).toBe(40);
    }
    // The four screens did share pictures, so the comparison above compared something.
    expect(pictures.size).toBeGreaterThan(1);
    const last = screens.map((screen) => JSON.stringify([screen.seq, screen.view]));
    expect(new Set(last).size).toBe(1);
  });
});
