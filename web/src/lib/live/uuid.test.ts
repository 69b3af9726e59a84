import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { randomUuid } from './uuid.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a random UUID', () => {
  it('is one of version 4, each time another', () => {
    const many = Array.from({ length: 1000 }, randomUuid);
    for (const id of many) expect(z.uuidv4().safeParse(id).success).toBe(true);
    expect(new Set(many).size).toBe(1000);
  });

  it('comes from the cryptographic generator, every bit of it, and from nothing else', () => {
    const guessable = vi.spyOn(Math, 'random');
    const source = vi.spyOn(crypto, 'getRandomValues');
    source.mockImplementation((bytes) => {
      (bytes as unknown as Uint8Array).set(Array.from({ length: 16 }, (_, i) => i * 17));
      return bytes;
    });
    expect(randomUuid()).toBe('00112233-4455-4677-8899-aabbccddeeff');
    source.mockImplementation((bytes) => {
      (bytes as unknown as Uint8Array).fill(0xff);
      return bytes;
    });
    expect(randomUuid()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(guessable).not.toHaveBeenCalled();
  });
});
