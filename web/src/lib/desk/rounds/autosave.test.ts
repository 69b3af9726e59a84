import { describe, expect, it } from 'vitest';
import type { Answer } from '../../api/failure.ts';
import { Autosave, type SaveState } from './autosave.ts';

/** Timers that run when the test says so, and a server that answers when the test says so. */
function bench() {
  const timers: (() => void)[] = [];
  const states: SaveState[] = [];
  const sent: {
    body: string;
    version: number;
    answer: (value: Answer<{ version: number }>) => void;
  }[] = [];
  const autosave = new Autosave<string>({
    version: 1,
    save: (body, version) =>
      new Promise((answer) => {
        sent.push({ body, version, answer });
      }),
    after: (_ms, run) => {
      timers.push(run);
      return () => {
        const at = timers.indexOf(run);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    onstate: (state) => states.push(state),
  });
  const pass = async () => {
    for (const run of timers.splice(0)) run();
    await settle();
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const saved = async (version: number) => {
    sent.at(-1)!.answer({ ok: true, value: { version } });
    await settle();
  };
  const refused = async (code: 'stale' | 'offline' | 'wrong_state') => {
    sent.at(-1)!.answer({ ok: false, error: { code } });
    await settle();
  };
  return { autosave, timers, states, sent, pass, saved, refused };
}

describe('Autosave', () => {
  it('sends once for many keystrokes, with the version it knows', async () => {
    const { autosave, sent, pass, saved } = bench();
    for (const text of ['a', 'ab', 'abc']) autosave.change(text);
    expect(sent).toHaveLength(0);
    await pass();
    expect(sent.map(({ body, version }) => [body, version])).toEqual([['abc', 1]]);
    await saved(2);
    expect([autosave.state, autosave.version]).toEqual(['saved', 2]);
  });

  it('sends what was written while it saved, one after the other', async () => {
    const { autosave, sent, pass, saved } = bench();
    autosave.change('a');
    await pass();
    autosave.change('ab');
    await pass();
    expect(sent).toHaveLength(1);
    await saved(2);
    expect(autosave.state).toBe('waiting');
    await pass();
    expect(sent.map(({ body, version }) => [body, version])).toEqual([
      ['a', 1],
      ['ab', 2],
    ]);
    await saved(3);
    expect(autosave.state).toBe('saved');
  });

  it('never sends what can not be sent, also when it comes while saving', async () => {
    const { autosave, sent, timers, pass, saved } = bench();
    autosave.change(null);
    expect([autosave.state, timers.length]).toEqual(['invalid', 0]);
    autosave.change('a');
    await pass();
    autosave.change(null);
    await saved(2);
    expect([autosave.state, timers.length, sent.length]).toEqual(['invalid', 0, 1]);
  });

  it('stops for good when somebody else was faster', async () => {
    const { autosave, sent, timers, pass, refused } = bench();
    autosave.change('a');
    await pass();
    await refused('stale');
    autosave.change('ab');
    expect([autosave.state, timers.length, sent.length]).toEqual(['stale', 0, 1]);
    expect(await autosave.flush()).toBe(false);
  });

  it('tries again when the network was away, and not when the round is no draft any more', async () => {
    const { autosave, sent, timers, pass, saved, refused } = bench();
    autosave.change('a');
    await pass();
    await refused('offline');
    expect([autosave.state, timers.length]).toEqual(['failed', 1]);
    await pass();
    await saved(2);
    expect([autosave.state, sent.length]).toEqual(['saved', 2]);
    autosave.change('b');
    await pass();
    await refused('wrong_state');
    expect([autosave.state, timers.length]).toEqual(['failed', 0]);
  });

  it('flushes at once, behind a saving under way', async () => {
    const { autosave, sent, pass, saved } = bench();
    autosave.change('a');
    await pass();
    autosave.change('ab');
    const flushed = autosave.flush();
    await saved(2);
    expect(sent).toHaveLength(2);
    await saved(3);
    expect(await flushed).toBe(true);
    expect(await autosave.flush()).toBe(true);
  });
});
