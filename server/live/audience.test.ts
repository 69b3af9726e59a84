import { beforeEach, describe, expect, it } from 'vitest';
import type { RoomView } from '../contract/room/schemas.ts';
import { Audience, type Member } from './audience.ts';

const VIEW: RoomView = {
  meeting: {
    id: '00000000-0000-4000-8000-000000000001',
    title: '样例会议',
    place: '',
    startsAt: '2026-01-01T00:00:00.000Z',
    state: 'in_session',
    assembly: { name: '样例镇', kind: 'town' },
    sample: true,
    screenTheme: 'light',
    quorum: [],
  },
  roll: { enrolled: 9, present: 0, onLeave: 0 },
  agenda: [],
  round: null,
  tally: null,
  result: null,
};

/** The picture with so many present, under that number. */
function picture(seq: number): [number, RoomView] {
  return [seq, { ...VIEW, roll: { ...VIEW.roll, present: seq } }];
}

type Seen = { type: string; prev?: number; seq: number };

/** A member to which sending takes a while, so that a few of them are more than one turn. */
class Watcher implements Member {
  readonly elector = null;
  readonly seen: Seen[] = [];
  readonly #busyMs: number;
  constructor(busyMs = 0) {
    this.#busyMs = busyMs;
  }
  send(encoded: Buffer): void {
    const until = performance.now() + this.#busyMs;
    while (performance.now() < until);
    const { type, prev, seq } = JSON.parse(encoded.toString()) as Seen;
    this.seen.push({ type, ...(prev !== undefined && { prev }), seq });
  }
}

const step = (prev: number, seq: number): Seen => ({ type: 'change', prev, seq });
const turn = () => new Promise(setImmediate);

let audience: Audience;
beforeEach(() => {
  audience = new Audience(...picture(1));
});

function joined(many: number, busyMs = 0): Watcher[] {
  return Array.from({ length: many }, () => {
    const watcher = new Watcher(busyMs);
    watcher.send(audience.snapshotFor(watcher));
    audience.join(watcher);
    return watcher;
  });
}

describe('an audience', () => {
  it('that is small is shown a picture at once', () => {
    const members = joined(3);
    audience.show(...picture(4));
    for (const { seen } of members) expect(seen.slice(1)).toEqual([step(1, 4)]);
  });

  it('that is large is shown it in turns, and whoever comes meanwhile starts with the newest', async () => {
    const members = joined(20, 2);
    audience.show(...picture(2));
    const done = () => members.filter(({ seen }) => seen.length > 1).length;
    const first = done();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(20);
    const [late] = joined(1);
    await turn();
    expect(done()).toBeGreaterThan(first);
    while (done() < 20) await turn();
    await turn();
    for (const { seen } of members) expect(seen.slice(1)).toEqual([step(1, 2)]);
    expect(late?.seen).toEqual([{ type: 'snapshot', seq: 2 }]);
  });

  it('takes every step once and in order, whatever is shown in between', async () => {
    const members = joined(20, 1);
    for (const seq of [2, 3, 5, 8]) {
      audience.show(...picture(seq));
      await turn();
    }
    while (members.some(({ seen }) => seen.at(-1)?.seq !== 8)) await turn();
    for (let time = 0; time < 50; time += 1) await turn();
    for (const { seen } of members) {
      expect(seen.slice(1)).toEqual([step(1, 2), step(2, 3), step(3, 5), step(5, 8)]);
    }
    // And nothing is left over for the next one.
    audience.show(...picture(9));
    while (members.some(({ seen }) => seen.at(-1)?.seq !== 9)) await turn();
    expect(members.every(({ seen }) => seen.length === 6)).toBe(true);
  });

  it('is not shown what a snapshot has told already, nor after it left', async () => {
    const members = joined(20, 2);
    audience.show(...picture(2));
    const [asks, leaves] = members.slice(-2);
    if (asks === undefined || leaves === undefined) throw new Error('too few');
    asks.send(audience.snapshotFor(asks));
    audience.part(leaves);
    while (members.slice(0, -2).some(({ seen }) => seen.length < 2)) await turn();
    await turn();
    expect(asks.seen.slice(1)).toEqual([{ type: 'snapshot', seq: 2 }]);
    expect(leaves.seen).toHaveLength(1);
  });
});
