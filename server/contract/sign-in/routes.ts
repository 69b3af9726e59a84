import { route } from '../common/route.ts';
import { CardSignInBody, Me, OwnSessions, PasswordBody, SignInBody } from './schemas.ts';

export const withPassword = route({
  method: 'POST',
  path: '/sign-in',
  says: 'Signs in with name and password at desk or chair; sets the seat’s cookie.',
  may: 'anybody',
  body: SignInBody,
  gives: Me,
  refuses: ['wrong_credentials', 'locked_out', 'not_permitted'],
});

export const withCard = route({
  method: 'POST',
  path: '/sign-in/card',
  says: 'Signs a tablet in by the printed code of a card, or by the link in its QR code, which works once.',
  may: 'anybody',
  body: CardSignInBody,
  gives: Me,
  refuses: [
    'wrong_credentials',
    'locked_out',
    'card_withdrawn',
    'card_link_used',
    'someone_signed_in',
    'not_signed_in',
    'not_permitted',
  ],
});

export const signOut = route({
  method: 'POST',
  path: '/sign-out',
  says: 'Ends this sign-in.',
  may: 'signed_in',
  gives: null,
});

export const me = route({
  method: 'GET',
  path: '/me',
  says: 'Who this browser is at the seat it names.',
  may: 'signed_in',
  gives: Me,
});

export const changePassword = route({
  method: 'POST',
  path: '/me/password',
  says: 'One’s own new password; other sign-ins end.',
  may: 'signed_in',
  body: PasswordBody,
  gives: null,
  refuses: ['wrong_password', 'password_weak', 'locked_out'],
});

export const sessions = route({
  method: 'GET',
  path: '/me/sessions',
  says: 'Where one is signed in.',
  may: 'signed_in',
  gives: OwnSessions,
});

export const endSession = route({
  method: 'DELETE',
  path: '/me/sessions/:id',
  says: 'Ends one of one’s own sign-ins.',
  may: 'signed_in',
  gives: OwnSessions,
});

export const endOthers = route({
  method: 'POST',
  path: '/me/sessions/end-others',
  says: 'Ends all of one’s own sign-ins but the one that asks.',
  may: 'signed_in',
  gives: OwnSessions,
});
