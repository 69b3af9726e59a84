import { expect, test, vi } from 'vitest';
import type { Answer } from '#lib/api/index.ts';
import { Remote } from './remote.svelte.ts';

/** Answers that come when, and in the order in which, a test lets them. */
function answers() {
  const asked: { answer: (answer: Answer<string>) => void; signal: AbortSignal }[] = [];
  const ask = (signal: AbortSignal) =>
    new Promise<Answer<string>>((answer) => asked.push({ answer, signal }));
  return { asked, ask };
}
const ok = (value: string): Answer<string> => ({ ok: true, value });
const offline: Answer<string> = { ok: false, error: { code: 'offline' } };

test('nothing is known before the first answer', async () => {
  const { asked, ask } = answers();
  const remote = new Remote(ask);
  const reading = remote.read();
  expect([remote.value, remote.failure, remote.reading, remote.stale]).toEqual([
    null,
    null,
    true,
    false,
  ]);
  asked[0]!.answer(ok('new'));
  await reading;
  expect([remote.value, remote.reading]).toEqual(['new', false]);
});

test('an answer that a later reading has overtaken is dropped, and its request is given up', async () => {
  const { asked, ask } = answers();
  const remote = new Remote(ask);
  const first = remote.read();
  const second = remote.read();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[1]!.answer(ok('later'));
  await second;
  asked[0]!.answer(ok('earlier'));
  await first;
  expect(remote.value).toBe('later');
});

test('what a write gave back is newer than what is still being read', async () => {
  const { asked, ask } = answers();
  const remote = new Remote(ask);
  const reading = remote.read();
  remote.set('written');
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[0]!.answer(ok('read'));
  await reading;
  expect([remote.value, remote.reading]).toEqual(['written', false]);
});

test('a reading that fails keeps the value, which is stale until one goes well', async () => {
  const { asked, ask } = answers();
  const remote = new Remote(ask);
  const turn = async (answer: Answer<string>) => {
    const reading = remote.read();
    asked.at(-1)!.answer(answer);
    await reading;
  };
  await turn(ok('old'));
  await turn(offline);
  expect([remote.value, remote.stale, remote.failure]).toEqual(['old', true, { code: 'offline' }]);
  await turn(ok('fresh'));
  expect([remote.value, remote.stale, remote.failure]).toEqual(['fresh', false, null]);
});

test('a failure that a later reading has overtaken says nothing', async () => {
  const { asked, ask } = answers();
  const remote = new Remote(ask);
  const first = remote.read();
  const second = remote.read();
  asked[1]!.answer(ok('later'));
  asked[0]!.answer(offline);
  await Promise.all([first, second]);
  expect([remote.value, remote.failure]).toEqual(['later', null]);
});

test('it is read now and then while the page is looked at, until it is stopped', () => {
  vi.useFakeTimers();
  const page = { visibilityState: 'visible' };
  vi.stubGlobal('document', page);
  try {
    const { asked, ask } = answers();
    const stop = new Remote(ask).watch(4_000);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(8_000);
    expect(asked).toHaveLength(3);
    page.visibilityState = 'hidden';
    vi.advanceTimersByTime(8_000);
    expect(asked).toHaveLength(3);
    page.visibilityState = 'visible';
    stop();
    vi.advanceTimersByTime(8_000);
    expect(asked).toHaveLength(3);
  } finally {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }
});
