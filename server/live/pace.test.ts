import { afterEach, describe, expect, it } from 'vitest';
import { inWaves } from '../../scripts/client/waves.ts';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../../tests/support/hall.ts';

let hall: Hall | undefined;
afterEach(async () => {
  await hall?.close();
  hall = undefined;
});

describe('in a large hall', () => {
  it('tablets learn counts less often than screens, and what matters at once', async () => {
    const open = (hall = await openHall({ deputies: 210 }));
    const roundId = await open.round(TWELVE_CHOOSE_TEN);
    await open.press(roundId, 'open');
    const screen = await open.watch();
    const tablets = await inWaves(open.deputies, 8, (id) => open.tablet(id));
    // One after the other, for longer than several paces of the screens.
    const started = performance.now();
    let voted = 0;
    for (const tablet of tablets.slice(0, 200)) {
      if (performance.now() - started > 2_500) break;
      await tablet.vote(voteOf(roundId, { p01: 'for' }));
      voted += 1;
      await screen.until(() => screen.view?.tally?.papers === voted);
    }
    const elapsed = performance.now() - started;
    const quiet = tablets[209]!;
    const changes = (device: typeof quiet) =>
      device.frames.filter((frame) => frame.type === 'change').length;
    expect(changes(screen)).toBe(voted);
    expect(changes(quiet)).toBeLessThanOrEqual(Math.ceil(elapsed / tablets.length) + 1);
    expect(changes(quiet)).toBeLessThan(changes(screen));
    await open.press(roundId, 'close');
    await quiet.until(() => quiet.view?.round?.state === 'closed');
    expect(quiet.view).toEqual(screen.view);
    expect(quiet.view?.tally?.papers).toBe(voted);
  });
});
