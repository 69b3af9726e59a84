import { route } from '../common/route.ts';
import { Demo, DemoSignIn, DemoSignInBody } from './schemas.ts';

export const signIns = route({
  method: 'GET',
  path: '/demo',
  says: 'The one-tap sign-ins of the demonstration.',
  may: 'anybody',
  gives: Demo,
});

export const signIn = route({
  method: 'POST',
  path: '/demo/sign-in',
  says: 'Signs this browser in at one tap.',
  may: 'anybody',
  body: DemoSignInBody,
  gives: DemoSignIn,
});
