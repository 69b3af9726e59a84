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
  display: string | { display: string; shownGroup: number },
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

const MIXED = (i: number): Record<string, string> => ({
  ...Object.fromEntries(
    TWELVE_CHOOSE_TEN.items.slice(0, 12).map(({ id }, n) => [id, (i + n) % 2 ? 'for' : 'against']),
  ),
});

const ONE_AGAINST = (i: number): Record<string, string> => ({
  ...MIXED(i),
  p01: i === 7 ? 'against' : 'for',
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

  it.for([
    ['items on which people differ', MIXED],
    ['an item on which all agree', () => ({ p01: 'for' })],
    ['one who is against after seven who were for', ONE_AGAINST],
    ['blank papers', () => ({})],
  ] as [string, (i: number) => Record<string, string>][])(
    'batched: the first k, 2k … papers once as many again are there, with %s',
    async ([, marks]) => {
      hall = await openHall({ deputies: 16 });
      const { shown } = await shownAfterEach(hall, { display: 'batched', shownGroup: 5 }, marks);
      expect(shown.map((s) => s.shown)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
      // What is shown is of those papers and no others.
      for (const s of shown) {
        const first = Array.from({ length: s.shown }, (_, i) => marks(i)['p01'] === 'for');
        expect(s.p01).toBe(first.filter(Boolean).length);
      }
    },
  );

  it('batched: where nobody chose a number, ten papers, or a tenth of the electorate', async () => {
    hall = await openHall({ deputies: 12 });
    const screen = await hall.watch();
    const roundId = await hall.round(TWELVE_CHOOSE_TEN, 'batched');
    await hall.press(roundId, 'open');
    const round = await screen.until(() => screen.view?.round ?? undefined);
    expect(round).toMatchObject({ display: 'batched', shownGroup: 10 });
  });

  it('a round that follows shows its turnout, whatever the one before showed', async () => {
    hall = await openHall({ deputies: 12 });
    const roundId = await hall.round(TWELVE_CHOOSE_TEN, 'live');
    await hall.press(roundId, 'open', 'close', 'count', 'announce');
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'revote',
      reason: '样例理由',
    });
    expect(made.body).toMatchObject({ display: 'turnout', shownGroup: null });
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
