import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import { anybody } from '../../../tests/support/client.ts';
import { operations } from './openapi.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

it('describes every route for programs, with its refusals and its shapes', async () => {
  const { status, body } = await anybody(t).get('/openapi.json');
  expect(status).toBe(200);
  const described = Object.entries(body.paths as Record<string, object>).flatMap(
    ([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(
    operations()
      .map(({ spec }) => `${spec.method.toLowerCase()} /api${spec.path.replace(/:(\w+)/g, '{$1}')}`)
      .sort(),
  );
  const add = body.paths['/api/people'].post;
  expect(add.operationId).toBe('people.add');
  expect(add.responses['409'].description).toContain('number_taken');
  const { $ref } = add.requestBody.content['application/json'].schema;
  expect($ref).toBe('#/components/schemas/people.add.body');
  expect(body.components.schemas['people.add.body'].required).toEqual(['name']);
  const text = JSON.stringify(body);
  for (const [, id = ''] of text.matchAll(/#\/components\/schemas\/([\w.-]+)"/g)) {
    expect(body.components.schemas, id).toHaveProperty([id]);
  }
});

it('describes every route for people, on a page that needs nothing else', async () => {
  const { body: page, headers } = await anybody(t).get('/docs');
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  for (const { spec } of operations()) expect(page).toContain(`${spec.method} /api${spec.path}`);
  expect(page).not.toMatch(/<script|<link|src=|https?:/);
});
