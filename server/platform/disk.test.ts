import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { diskOf, judged } from './disk.ts';

const GB = 1024 ** 3;

it.each([
  [500 * GB, 400 * GB, false],
  [500 * GB, 4 * GB, true],
  [40 * GB, 1.3 * GB, false],
  [40 * GB, 0.9 * GB, true],
  [2 * GB, 0.5 * GB, false],
  [2 * GB, 0.3 * GB, true],
])('of %d bytes with %d free: low %s', (totalBytes, freeBytes, low) => {
  expect(judged({ totalBytes, freeBytes }).low).toBe(low);
});

it('looks at the disk under a folder, and tells of none where there is no folder', async () => {
  expect(await diskOf(tmpdir())).toMatchObject({ freeBytes: expect.any(Number) as number });
  expect(await diskOf('/no/such/folder')).toBeNull();
});
