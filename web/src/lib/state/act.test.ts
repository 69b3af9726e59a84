import { expect, test } from 'vitest';
import type { Answer } from '#lib/api/index.ts';
import { Act } from './act.svelte.ts';

test('a second press while the first is at work sends nothing', async () => {
  const act = new Act();
  let answer: (answer: Answer<number>) => void = () => undefined;
  const first = act.run(() => new Promise<Answer<number>>((resolve) => (answer = resolve)));
  expect(act.busy).toBe(true);
  let sent = false;
  expect(
    await act.run(() => {
      sent = true;
      return Promise.resolve<Answer<number>>({ ok: true, value: 2 });
    }),
  ).toBeNull();
  expect(sent).toBe(false);
  answer({ ok: true, value: 1 });
  expect(await first).toEqual({ value: 1 });
  expect(act.busy).toBe(false);
});

test('a refusal is said until the next press or until it is cleared', async () => {
  const act = new Act();
  const refuse = () => Promise.resolve<Answer<number>>({ ok: false, error: { code: 'offline' } });
  expect(await act.run(refuse)).toBeNull();
  expect(act.failure).toEqual({ code: 'offline' });
  await act.run(() => Promise.resolve<Answer<number>>({ ok: true, value: 1 }));
  expect(act.failure).toBeNull();
  await act.run(refuse);
  act.clear();
  expect(act.failure).toBeNull();
});

test('it can be pressed again after a crash', async () => {
  const act = new Act();
  await expect(act.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  expect(act.busy).toBe(false);
});
