import type { entrance as zh } from '../zh/entrance.ts';

export const entrance: Record<keyof typeof zh, string> = {
  'demo.title': 'Demonstration: choose who to be',
  'demo.hint':
    'All of them are made-up samples. One tap signs you in; several pages can be open in one browser.',
  'demo.empty': 'This server runs no demonstration.',
  'demo.signingIn': 'Signing in…',
  'entrance.signingIn': 'Signing in…',
  'entrance.badLink': 'This sign-in link is not valid',
  'entrance.badLink.do': 'Scan the QR code on your voting card again, or type its code.',
  'entrance.stay': 'Back to the tablet',
  'entrance.swap': 'This tablet is {current}’s now. Change it to {next}?',
  'entrance.swap.confirm': 'Change to {next}',
  'entrance.swap.hint':
    '{current} is signed out of this tablet. What {current} has voted stays; marks that were not sent are lost.',
  'entrance.typeCode': 'Type the code',
};
