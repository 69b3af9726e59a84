import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gate } from './gate.ts';

it('lets so many through at once, in the order in which they came', async () => {
  const through = gate(3);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      through(async () => {
        begun.push(n);
        running += 1;
        most = Math.max(most, running);
        await pause(n % 3);
        running -= 1;
        return n;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(begun).toEqual(results);
});

it('gives the place on when a task fails, and tells its caller', async () => {
  const through = gate(1);
  const failing = through(() => Promise.reject(new Error('no')));
  const next = through(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
  expect(await through(() => Promise.resolve('again'))).toBe('again');
});
