import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, err, type Outcome } from '../domain/outcome.ts';
import type { Failure } from './failure.ts';
import { Kept, type Made } from './kept.ts';

describe('Kept', () => {
  let now = 0;
  let kept: Kept;
  let making: (key: string) => Promise<Outcome<Made, Failure>>;
  let made: string[];
  let app = Fastify();
  beforeEach(() => {
    now = 0;
    made = [];
    kept = new Kept(() => now);
    making = (key) => Promise.resolve(ok({ type: 'text/plain', body: `${key} ${String(now)}` }));
    app = Fastify();
    app.get<{ Params: { key: string } }>('/:key', (request, reply) => {
      const { key } = request.params;
      return kept.send(request, reply, key, () => {
        made.push(key);
        return making(key);
      });
    });
  });
  afterEach(() => app.close());
  const get = (key: string, headers: Record<string, string> = {}) =>
    app.inject({ url: `/${key}`, headers });

  it('makes an answer once, for however many ask', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('a')));
    expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['a 0']));
    expect((await get('a')).body).toBe('a 0');
    expect(made).toEqual(['a']);
  });

  it('makes it anew when something was published, and after a minute', async () => {
    await get('a');
    now = 59_000;
    expect((await get('a')).body).toBe('a 0');
    kept.drop();
    expect((await get('a')).body).toBe('a 59000');
    now = 120_000;
    expect((await get('a')).body).toBe('a 120000');
  });

  it('keeps no more bytes than it may, the least lately asked for goes first', async () => {
    const body = (key: string) => key.repeat(key === 'x' ? 5000 : 400);
    making = (key) => Promise.resolve(ok({ type: 'text/plain', body: body(key) }));
    kept = new Kept(() => now, 1000);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(made.join('')).toBe('abcb');
    // Larger than all that may be kept: given, and made again.
    expect((await get('x')).body).toBe(body('x'));
    expect((await get('x')).body).toBe(body('x'));
    expect(made.join('')).toBe('abcbxx');
    kept.drop();
    for (const key of ['a', 'b', 'a', 'b']) await get(key);
    expect(made.join('')).toBe('abcbxxab');
  });

  it('keeps nothing that was begun before something was published', async () => {
    const { promise: old, resolve } = Promise.withResolvers<Outcome<Made, Failure>>();
    making = () => old;
    const early = get('a');
    await expect.poll(() => made.length).toBe(1);
    kept.drop();
    making = () => Promise.resolve(ok({ type: 'text/plain', body: 'new' }));
    const late = get('a');
    resolve(ok({ type: 'text/plain', body: 'old' }));
    expect((await early).body).toBe('old');
    expect((await late).body).toBe('new');
    expect((await get('a')).body).toBe('new');
  });

  it('makes one at a time, whoever asks, and lets only so many wait', async () => {
    let underWay = 0;
    let most = 0;
    making = async (key) => {
      most = Math.max(most, (underWay += 1));
      await new Promise(setImmediate);
      underWay -= 1;
      return ok({ type: 'text/plain', body: key });
    };
    const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => get(`k${String(n)}`)));
    expect(most).toBe(1);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(201);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(99);
  });

  it('gives refusals and forgets them', async () => {
    making = () => Promise.resolve(err({ code: 'not_found' }));
    expect((await get('a')).statusCode).toBe(404);
    making = () => Promise.resolve(ok({ type: 'text/plain', body: 'there' }));
    expect((await get('a')).body).toBe('there');
  });

  it('sends it packed, and not at all to whoever has it', async () => {
    const plain = await get('a');
    const packed = await get('a', { 'accept-encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    const again = await get('a', { 'if-none-match': String(plain.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});
