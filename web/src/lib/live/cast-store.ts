import { z } from 'zod';
import { RefusalCode } from '$contract/refusals.ts';
import { Vote } from '$contract/room/socket.ts';
import type { CastState } from './cast-machine.ts';

const PREFIX = 'gongyi.cast.';
const ids = { castId: z.uuid(), receipt: z.uuid() };
const { marks, writeIns } = Vote.shape;

const Stored = z.discriminatedUnion('name', [
  z.object({ name: z.literal('marking'), marks, writeIns, notSent: z.literal(true).optional() }),
  z.object({ name: z.literal('reviewing'), marks, writeIns }),
  z.object({ name: z.literal('sending'), marks, writeIns, ...ids }),
  z.object({ name: z.literal('confirmed'), ...ids }),
  z.object({
    name: z.literal('refused'),
    marks: marks.nullable(),
    writeIns,
    code: RefusalCode,
    detail: z.record(z.string(), z.unknown()).optional(),
    ...ids,
  }),
  z.object({ name: z.literal('unknown'), marks: marks.nullable(), writeIns, ...ids }),
]);

/** The part of `localStorage` that is used. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Where the vote of one person in one round is kept on this tablet. */
export function castKey(roundId: string, personId: string): string {
  return `${PREFIX}${roundId}.${personId}`;
}

/**
 * What was kept before a reload or a loss of power. A vote that was on its way is in doubt now.
 * What can't be read (an older version of the page) is as if nothing had been kept.
 */
export function loadCast(store: Store, key: string): CastState | null {
  const text = store.getItem(key);
  if (text === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const stored = Stored.safeParse(json);
  if (!stored.success) return null;
  if (stored.data.name === 'sending') return { ...stored.data, name: 'unknown' };
  return stored.data as CastState;
}

/** Keeps a state. A confirmed one holds no marks: they don't stay on a shared tablet. */
export function saveCast(store: Store, key: string, state: CastState): void {
  store.setItem(key, JSON.stringify(state));
}

/** Rounds in which this person's vote was still in doubt when the page was left. */
export function unsettledRounds(store: Store, personId: string): string[] {
  return castKeys(store)
    .filter((key) => key.endsWith(`.${personId}`))
    .filter((key) => loadCast(store, key)?.name === 'unknown')
    .map((key) => key.slice(PREFIX.length, -personId.length - 1));
}

/**
 * Wipes every mark from this tablet: when somebody signs out, or (with `except`) of everybody but the
 * person who signed in. What is still in doubt keeps its ids, so that it can be settled later.
 */
export function forgetMarks(store: Store, except?: string): void {
  for (const key of castKeys(store)) {
    if (except !== undefined && key.endsWith(`.${except}`)) continue;
    const state = loadCast(store, key);
    if (state === null || state.name === 'marking' || state.name === 'reviewing') {
      store.removeItem(key);
    } else if (state.name === 'unknown' || state.name === 'refused') {
      const { writeIns: _names, ...rest } = state;
      saveCast(store, key, { ...rest, marks: null });
    }
  }
}

function castKeys(store: Store): string[] {
  return Array.from({ length: store.length }, (_, index) => store.key(index)).filter(
    (key): key is string => key !== null && key.startsWith(PREFIX),
  );
}
