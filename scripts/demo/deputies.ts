import type { RoomView } from '../../server/contract/room/schemas.ts';
import type { PaperMarks } from '../../server/contract/room/socket.ts';
import { Device } from '../client/device.ts';

/** A simulated deputy thinks for between a few seconds and this long (milliseconds) before voting. */
const LONGEST_THOUGHT_MS = 60_000;

export type Simulation = { stop: () => void };

/**
 * Simulated deputies: each signs in with a card, over a socket of its own, and votes when a round opens.
 * One whose place is taken by a person is signed out by the server like any device that was replaced,
 * and stays away.
 */
export function simulateDeputies(
  origin: string,
  codes: readonly string[],
  arrivalMs: number,
): Simulation {
  const devices: Device[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  const attend = async (code: string, index: number): Promise<void> => {
    await pause((arrivalMs * index) / codes.length);
    if (stopped) return;
    const device = await Device.signIn(origin, code);
    devices.push(device);
    await device.connect();
    const voted = new Set<string>();
    for (;;) {
      try {
        await device.until(
          (view, self) =>
            view.round?.state === 'voting' &&
            self?.round?.elector === true &&
            !self.round.voted &&
            !voted.has(view.round.id),
          24 * 3600_000,
        );
      } catch {
        return; // Signed out: somebody took this place, or the demonstration ends.
      }
      const { round } = device.view ?? {};
      if (round === undefined || round === null) continue;
      voted.add(round.id);
      await pause(3_000 + Math.random() * Math.random() * LONGEST_THOUGHT_MS);
      if (stopped || device.over !== undefined) return;
      await device.vote(marksFor(round.definition, Math.random), { roundId: round.id });
    }
  };
  codes.forEach((code, index) => {
    attend(code, index).catch((error: unknown) => {
      if (!stopped) console.error('A simulated deputy left:', error);
    });
  });
  return {
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      for (const device of devices) device.close();
    },
  };
}

/** A paper a deputy might cast: earlier items are a little more popular, as in real ballots. */
export function marksFor(
  definition: NonNullable<RoomView['round']>['definition'],
  random: () => number,
): PaperMarks {
  const { items } = definition;
  if (definition.kind === 'choose') {
    // Few choose all they may.
    const wanted = Math.max(
      1,
      definition.seats - Math.floor(random() * (definition.seats / 2 + 1)),
    );
    const liked = items
      .map(({ id }, index) => ({ id, score: random() - (0.3 * index) / items.length }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, wanted);
    return Object.fromEntries(liked.map(({ id }) => [id, 'for']));
  }
  return Object.fromEntries(
    items.map(({ id }) => {
      const draw = random();
      return [id, draw < 0.78 ? 'for' : draw < 0.9 ? 'against' : 'abstain'];
    }),
  );
}
