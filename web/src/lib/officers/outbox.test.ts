import { describe, expect, it } from 'vitest';
import type { BoxStatus, EnteredPaper } from '../../../../server/contract/paper/schemas.ts';
import type { Answer } from '../api/failure.ts';
import { Outbox } from './outbox.ts';

const status = {} as BoxStatus;
const paper = (id: string): EnteredPaper => ({ marks: { [id]: 'for' } });

function bench(papers: EnteredPaper[] = []) {
  const sent: { position: number; paper: EnteredPaper; answer: (a: Answer<BoxStatus>) => void }[] =
    [];
  const timers: (() => void)[] = [];
  const outbox = new Outbox(papers, {
    send: (position, sheet) =>
      new Promise((answer) => {
        sent.push({ position, paper: sheet, answer });
      }),
    after: (_ms, run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
    onchange: () => undefined,
    onstatus: () => undefined,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const taken = async () => {
    sent.at(-1)!.answer({ ok: true, value: status });
    await settle();
  };
  const refused = async (code: 'offline' | 'entry_done') => {
    sent.at(-1)!.answer({ ok: false, error: { code } });
    await settle();
  };
  return { outbox, sent, timers, taken, refused };
}

describe('Outbox', () => {
  it('takes papers at once and sends them one after the other in the order of the pile', async () => {
    const { outbox, sent, taken } = bench([paper('x')]);
    outbox.put(2, paper('a'));
    outbox.put(3, paper('b'));
    expect(outbox.papers).toHaveLength(3);
    expect(outbox.waiting).toEqual([2, 3]);
    expect(sent.map(({ position }) => position)).toEqual([2]);
    await taken();
    expect(sent.map(({ position }) => position)).toEqual([2, 3]);
    await taken();
    expect(outbox.waiting).toEqual([]);
  });

  it('sends a paper again that was corrected while it was on its way', async () => {
    const { outbox, sent, taken } = bench();
    outbox.put(1, paper('a'));
    outbox.put(1, paper('b'));
    await taken();
    expect(sent.map((one) => one.paper)).toEqual([paper('a'), paper('b')]);
    await taken();
    expect(outbox.waiting).toEqual([]);
  });

  it('keeps what the network lost and sends it again', async () => {
    const { outbox, sent, timers, taken, refused } = bench();
    outbox.put(1, paper('a'));
    await refused('offline');
    expect(outbox.failure?.code).toBe('offline');
    outbox.put(2, paper('b'));
    expect(sent).toHaveLength(1);
    timers.splice(0).forEach((run) => run());
    expect(sent.map(({ position }) => position)).toEqual([1, 1]);
    await taken();
    await taken();
    expect(outbox.waiting).toEqual([]);
    expect(outbox.failure).toBeNull();
  });

  it('stops at a refusal that does not pass by itself', async () => {
    const { outbox, timers, refused } = bench();
    outbox.put(1, paper('a'));
    await refused('entry_done');
    expect([outbox.failure?.code, timers.length, outbox.waiting]).toEqual(['entry_done', 0, [1]]);
  });

  it('allows no gap', () => {
    const { outbox } = bench();
    expect(() => outbox.put(2, paper('a'))).toThrow(RangeError);
  });
});
