import { route } from '../common/route.ts';

export const openApi = route({
  method: 'GET',
  path: '/openapi.json',
  says: 'This interface as an OpenAPI document.',
  may: 'anybody',
  gives: { download: 'application/json; charset=utf-8' },
});

export const page = route({
  method: 'GET',
  path: '/docs',
  says: 'This interface as a page to read.',
  may: 'anybody',
  gives: { download: 'text/html; charset=utf-8' },
});
