import { describe, expect, it } from 'vitest';
import type { PublishedBox } from '$contract/box-publication/schemas.ts';
import type { z } from 'zod';
import { pauseBefore, slipUnder } from './own-slip.ts';

const box = {
  format: 'gongyi-box/1',
  receipts: ['a', 'b'],
  round: { papers: [{ marks: { p01: 'for' } }, { marks: { p01: 'against' } }] },
} as unknown as z.infer<typeof PublishedBox>;

describe('the own paper in a published box', () => {
  it('is the one under the receipt, or none', () => {
    expect(slipUnder('b', box)).toEqual({ marks: { p01: 'against' } });
    expect(slipUnder('c', box)).toBeNull();
  });

  it('is looked up at once in a small hall, within half a minute in a large one', () => {
    expect(pauseBefore(60, () => 0.999)).toBe(0);
    expect(pauseBefore(3000, () => 0.5)).toBe(15_000);
    expect(pauseBefore(100_000, () => 1)).toBe(30_000);
  });
});
