import { describe, expect, it } from 'vitest';
import { unfinishedOf } from './unfinished.ts';

type Entry = Parameters<typeof unfinishedOf>[0][number];
const entry = (id: string, state: Entry['state'], more: Partial<Entry> = {}): Entry => ({
  id,
  title: id,
  state,
  signaturesRequired: false,
  predecessorId: null,
  origin: null,
  ...more,
});

describe('what a meeting leaves undone', () => {
  it('names each round that isn’t over with what it lacks, signatures too', () => {
    const agenda = [
      entry('a', 'published'),
      entry('b', 'announced'),
      entry('c', 'tallied', { signaturesRequired: true }),
      entry('d', 'tallied'),
      entry('e', 'closed'),
      entry('f', 'ready'),
      entry('g', 'draft'),
      entry('h', 'void'),
    ];
    expect(unfinishedOf(agenda).map(({ id, left }) => `${id} ${left}`)).toEqual([
      'b publish',
      'c sign',
      'd announce',
      'e count',
      'f vote',
      'g draft',
    ]);
  });

  it('leaves a round whose place a re-vote took to that', () => {
    const again = entry('b', 'ready', { predecessorId: 'a', origin: 'revote' });
    expect(unfinishedOf([entry('a', 'signed'), again]).map(({ id }) => id)).toEqual(['b']);
  });
});
