import { expect, it } from 'vitest';
import { wordOfRelease } from './release.ts';

it('says nothing of the version that is tested with, a line of others, and refuses those too old', () => {
  expect(wordOfRelease(18)).toBeNull();
  for (const major of [15, 16, 17, 19]) {
    expect(wordOfRelease(major)).toMatchObject({ refused: false });
    expect(wordOfRelease(major)?.sentence).toContain(`PostgreSQL ${String(major)}`);
  }
  expect(wordOfRelease(14)).toMatchObject({ refused: true });
});
