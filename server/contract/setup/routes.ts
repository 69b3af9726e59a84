import { route } from '../common/route.ts';
import { Me } from '../sign-in/schemas.ts';
import { Health, SetupBody } from './schemas.ts';

export const setUp = route({
  method: 'POST',
  path: '/setup',
  says: 'Uses the one-time link of an empty deployment: makes its assembly and first administrator, and signs them in.',
  may: 'anybody',
  body: SetupBody,
  gives: Me,
  refuses: ['setup_done', 'setup_link_invalid', 'password_weak'],
});

export const health = route({
  method: 'GET',
  path: '/health',
  says: 'Whether the server is well; 503 with the same body where it isn’t.',
  may: 'anybody',
  gives: Health,
});
