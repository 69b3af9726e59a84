import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { randomUuid } from './uuid.ts';

describe('a random UUID', () => {
  it('is one of version 4, each time another', () => {
    const many = Array.from({ length: 1000 }, randomUuid);
    for (const id of many) expect(z.uuidv4().safeParse(id).success).toBe(true);
    expect(new Set(many).size).toBe(1000);
  });
});
