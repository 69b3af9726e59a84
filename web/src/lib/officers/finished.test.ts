import { describe, expect, it } from 'vitest';
import type { BoxStatus } from '../../../../server/contract/paper/schemas.ts';
import { finishedOf } from './finished.ts';

const box = (done: boolean[], waitingFor: BoxStatus['waitingFor']): BoxStatus => ({
  medium: 'paper',
  tabletElectors: 0,
  paperElectors: 3,
  tabletPapers: 0,
  stock: null,
  tellers: done.map((each, index) => ({
    personId: String(index),
    name: String(index),
    slot: index + 1,
    entered: 3,
    done: each,
  })),
  setAside: [],
  differences: null,
  figureDifferences: null,
  ready: waitingFor === null,
  waitingFor,
});

describe('a teller who has finished', () => {
  it('waits only for another who has not', () => {
    expect(finishedOf(box([true], 'two_tellers'))).toBe('waiting');
    expect(finishedOf(box([true, false], 'entries'))).toBe('waiting');
  });
  it('is told when the two differ, and in what', () => {
    expect(finishedOf(box([true, true], 'differences'))).toBe('differs');
    expect(finishedOf(box([true, true], 'number_of_entries'))).toBe('number');
    expect(finishedOf(box([true, true], 'record_differs'))).toBe('record');
    expect(finishedOf(box([true, true], null))).toBe('agrees');
  });
});
