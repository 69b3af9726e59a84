import { describe, expect, it } from 'vitest';
import { takeChange, takeSnapshot, type Picture } from './picture.ts';
import { sampleView } from './room-sample.test-support.ts';

const at = (seq: number, papers: number): Picture => ({ seq, view: sampleView(papers) });
const change = (prev: number, seq: number, papers: number) => ({
  type: 'change' as const,
  prev,
  seq,
  sections: { tally: sampleView(papers).tally },
});

describe('V5: the picture never goes back', () => {
  it('takes the first and every newer snapshot', () => {
    expect(takeSnapshot(null, at(5, 1)).seq).toBe(5);
    expect(takeSnapshot(at(5, 1), at(9, 4)).view.tally?.papers).toBe(4);
  });

  it('leaves an older snapshot aside', () => {
    const current = at(9, 4);
    expect(takeSnapshot(current, at(5, 1))).toBe(current);
  });

  it('starts afresh with another meeting', () => {
    const elsewhere = { seq: 1, view: sampleView(0, '00000000-0000-4000-8000-000000000009') };
    expect(takeSnapshot(at(9, 4), elsewhere).seq).toBe(1);
  });

  it('takes the next change and keeps the other sections', () => {
    const next = takeChange(at(9, 4), change(9, 10, 6));
    expect(next?.seq).toBe(10);
    expect(next?.view.tally?.papers).toBe(6);
    expect(next?.view.meeting.title).toBe('样例会议');
  });

  it('leaves an older or repeated change aside', () => {
    const current = at(9, 4);
    expect(takeChange(current, change(7, 8, 2))).toBe(current);
    expect(takeChange(current, change(8, 9, 4))).toBe(current);
  });

  it('takes a change that reaches back further than its own number', () => {
    expect(takeChange(at(9, 4), change(7, 12, 8))?.seq).toBe(12);
  });

  it('asks for a snapshot after a gap and before the first one', () => {
    expect(takeChange(at(9, 4), change(10, 11, 7))).toBeNull();
    expect(takeChange(null, change(0, 1, 1))).toBeNull();
  });
});
