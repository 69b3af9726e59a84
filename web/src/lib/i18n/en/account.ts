import type { account as zh } from '../zh/account.ts';

export const account: Record<keyof typeof zh, string> = {
  'account.title': 'My account',
  'account.first': 'Choose a password of your own',
  'account.first.why':
    'Somebody else set the password you have now. With one that you alone know you can go on.',
  'account.password': 'Change the password',
  'account.password.current': 'The password you have now',
  'account.password.next': 'New password',
  'account.password.again': 'New password once more',
  'account.password.hint':
    'Ten characters or more; three or four unrelated words do well. Not digits only, no names, nothing common.',
  'account.password.differs': 'The two new passwords differ',
  'account.password.show': 'Show the passwords',
  'account.password.change': 'Change the password',
  'account.password.done': 'The password was changed; your other sign-ins have ended',
  'account.sessions': 'My sign-ins',
  'account.sessions.hint':
    'These devices are signed in as you. If you don’t know one, end it and change your password.',
  'account.sessions.current': 'this device',
  'account.sessions.unknown': 'unknown device',
  'account.sessions.since': 'since {time}',
  'account.sessions.end': 'End it',
  'account.sessions.endOthers': 'End all others',
};
