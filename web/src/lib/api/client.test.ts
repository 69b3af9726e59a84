import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from '../../../../server/contract/common/route.ts';
import { Api } from './client.ts';

const Thing = z.object({ id: z.string() });
const list = route({ method: 'GET', path: '/things', says: '', may: 'anybody', gives: Thing });
const add = route({
  method: 'POST',
  path: '/things/:id',
  says: '',
  may: 'anybody',
  query: z.object({ n: z.int().optional() }),
  body: z.object({ name: z.string() }),
  gives: Thing,
});
const remove = route({
  method: 'DELETE',
  path: '/things/:id',
  says: '',
  may: 'anybody',
  gives: null,
});

function answering(status: number, body: string): { api: Api; seen: Request[] } {
  const seen: Request[] = [];
  const api = new Api('chair', (input, init) => {
    seen.push(new Request(new URL(String(input), 'http://hall.test'), init));
    return Promise.resolve(new Response(body, { status }));
  });
  return { api, seen };
}

describe('Api', () => {
  it('sends the seat and gives the parsed value', async () => {
    const { api, seen } = answering(200, '{"id":"a","more":1}');
    expect(await api.call(add, { id: 'a/b' }, { name: 'x' }, { n: 2 })).toEqual({
      ok: true,
      value: { id: 'a' },
    });
    expect(new URL(seen[0]!.url).pathname).toBe('/api/things/a%2Fb');
    expect(new URL(seen[0]!.url).search).toBe('?n=2');
    expect(seen[0]!.headers.get('x-gongyi-seat')).toBe('chair');
    expect(await seen[0]!.json()).toEqual({ name: 'x' });
  });

  it('gives the refusal of the server with its detail', async () => {
    const { api } = answering(409, '{"error":{"code":"wrong_state","detail":{"state":"closed"}}}');
    expect(await api.call(list)).toEqual({
      ok: false,
      error: { code: 'wrong_state', detail: { state: 'closed' } },
    });
  });

  it.each([
    [200, '{"id":7}', 'bad_answer'],
    [200, '<html>', 'bad_answer'],
    [404, 'not ours', 'bad_answer'],
    [502, '<html>Bad gateway</html>', 'offline'],
  ])('%i %s is %s', async (status, body, code) => {
    const { api } = answering(status, body);
    expect(await api.call(list)).toEqual({ ok: false, error: { code } });
  });

  it('is offline when no answer comes', async () => {
    const api = new Api(null, () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await api.call(list)).toEqual({ ok: false, error: { code: 'offline' } });
  });

  it('takes an answer without a body', async () => {
    const api = new Api(null, () => Promise.resolve(new Response(null, { status: 204 })));
    expect(await api.call(remove, { id: '1' })).toEqual({ ok: true, value: null });
  });
});
