import { route } from '../common/route.ts';
import { PairBody, PairingStart, PairingState, ScreenList, ScreenThemeBody } from './schemas.ts';

export const begin = route({
  method: 'POST',
  path: '/screens',
  says: 'A projector asks for a pairing code; sets its cookie.',
  may: 'anybody',
  gives: PairingStart,
});

export const pairing = route({
  method: 'GET',
  path: '/screens/pairing',
  says: 'Whether this projector was paired meanwhile.',
  may: 'anybody',
  gives: PairingState,
});

export const list = route({
  method: 'GET',
  path: '/meetings/:id/screens',
  says: 'The paired projectors of a meeting.',
  may: 'screen.pair',
  gives: ScreenList,
});

export const pair = route({
  method: 'POST',
  path: '/meetings/:id/screens',
  says: 'Pairs the projector that shows this code.',
  may: 'screen.pair',
  body: PairBody,
  gives: ScreenList,
  refuses: ['wrong_state', 'pairing_code_invalid'],
});

export const unpair = route({
  method: 'DELETE',
  path: '/meetings/:id/screens/:sessionId',
  says: 'Takes a projector off the meeting.',
  may: 'screen.pair',
  gives: null,
});

export const setTheme = route({
  method: 'PUT',
  path: '/meetings/:id/screen-theme',
  says: 'How the projectors of the meeting look from now on.',
  may: 'screen.set',
  body: ScreenThemeBody,
  gives: null,
});
