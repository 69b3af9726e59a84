import type { frame as zh } from '../../zh/desk/frame.ts';

export const frame: Record<keyof typeof zh, string> = {
  'desk.title': 'Office',
  'desk.nav.label': 'Office navigation',
  'desk.nav.skip': 'Skip to the content',
  'desk.nav.meetings': 'Meetings',
  'desk.nav.people': 'People',
  'desk.nav.audit': 'Audit log',
  'desk.nav.assemblies': 'Assemblies',
  'desk.edit': 'Edit',
  'desk.open': 'Open',
  'desk.discard.title': 'Some changes are not saved',
  'desk.discard.text':
    'If you go on, what you just wrote is lost. What was saved before stays as it is.',
  'desk.discard.confirm': 'Discard changes',

  'desk.signIn.title': 'Office sign-in',
  'desk.signIn.loginName': 'Login name',
  'desk.signIn.password': 'Password',
  'desk.signIn.hint':
    'For administrators and committee staff. If you forgot your password, ask your administrator. Deputies sign in on a voting device with their card.',
  'desk.expired.title': 'Your sign-in has ended, please sign in again',
  'desk.expired.hint': 'What you were writing is still on the page; go on after signing in.',

  'table.search': 'Search',
  'table.all': 'All',
  'desk.disk.low': 'Only {free} MB are left on the server’s disk',
  'desk.disk.low.do':
    'When it is full no vote can be kept. Free some, or move the data to a larger disk.',
  'table.export': 'Export CSV',
  'table.sort': 'Sort by {column}',
  'table.actions': 'Actions',
  'table.tickAll': 'Select every row found',
  'table.nothing': 'Nothing matches. Try other filters.',
  'table.count': '{count} in all',
  'table.countOf': '{count} found of {all}',
  'table.perPage': 'Per page',
  'table.previous': 'Previous page',
  'table.next': 'Next page',
  'table.page': 'Page {page, number} of {pages, number}',

  'form.missing': 'Please fill this in',
  'form.tooShort': 'At least {min, number} characters',
  'form.tooLong': 'At most {max, number} characters',
  'form.tooLow': 'Not less than {min, number}',
  'form.tooHigh': 'Not more than {max, number}',
  'form.wrong': 'This can’t be accepted as it is',

  'first.assembly': 'Assembly',
  'first.name': 'Name of the assembly',
  'first.name.hint': 'The committee of a subdistrict or the congress of a town.',
  'first.kind': 'Kind',
  'first.kind.subdistrict': 'Subdistrict',
  'first.kind.subdistrict.hint':
    'Working committee of a subdistrict: an advisory selection; the quorum starts at more than two thirds.',
  'first.kind.town': 'Town',
  'first.kind.town.hint':
    'People’s congress of a town: a decision; the quorum starts at two thirds or more.',
  'first.administrator': 'Administrator',
  'first.loginName.hint': 'For signing in. Capitals make no difference.',
  'first.again': 'The password again',
  'first.again.differs': 'The two passwords are not the same',

  'setup.title': 'Set-up',
  'setup.hint':
    'Make the first assembly and the account of its administrator. After that this link no longer works.',
  'setup.confirm': 'Finish and open the office',
  'setup.toDesk': 'Sign in at the office',
  'setup.noLink': 'Open this page with the set-up link',
  'setup.noLink.do':
    'As long as the database is empty, the server prints a one-time set-up link in its window (or its log) whenever it starts. Copy it from the computer that runs the server. It looks like this:',
  'setup.noLink.example': 'Set-up link / 首次设置: {origin}/setup#……',

  'assemblies.hint':
    'The subdistricts and towns on this system. Their people, meetings and records are kept apart.',
  'assemblies.create': 'New assembly',
  'assemblies.created':
    '“{name}” was made. Hand the login name and first password to its administrator in person',
  'assemblies.people': 'People',

  'unit.rename': 'Rename the unit',
  'unit.name': 'Name of the unit',
  'unit.hint':
    'Meetings and documents from now on use it; what was counted and published keeps the old one. The change is logged.',
  'unit.save': 'Save',
};
