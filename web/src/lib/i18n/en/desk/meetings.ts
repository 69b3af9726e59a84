import type { meetings as zh } from '../../zh/desk/meetings.ts';

export const meetings: Record<keyof typeof zh, string> = {
  'meetings.hint': 'Prepare a meeting: its roll, its rounds, the voting cards, the projector.',
  'meetings.create': 'New meeting',
  'meetings.edit': 'Edit the meeting',
  'meetings.empty': 'There is no meeting yet',
  'meetings.empty.do': 'Make one first, then its roll and its rounds.',
  'meetings.title': 'Title',
  'meetings.title.hint': 'Stands on the projector, the cards and the published results.',
  'meetings.startsAt': 'Starts at',
  'meetings.place': 'Place',
  'meetings.state': 'State',
  'meetings.rounds': 'Rounds',
  'meetings.back': 'All meetings',
  'meetings.tabs': 'Parts of the meeting',
  'meetings.tab.overview': 'Overview',
  'meetings.tab.roll': 'Roll',
  'meetings.tab.rounds': 'Rounds',
  'meetings.tab.cards': 'Cards',
  'meetings.tab.screens': 'Projectors',
  'meetings.start': 'Start the meeting',
  'meetings.start.ask': 'Start the meeting now?',
  'meetings.start.hint':
    'Votes are only possible once it has started. Usually the presider does this at the chair.',
  'meetings.end': 'End the meeting',
  'meetings.end.ask': 'End the meeting?',
  'meetings.end.hint':
    'No vote is possible afterwards and it can’t be started again. All results are kept and can still be published.',
  'meetings.quorum': 'Quorum',
  'meetings.quorum.none': 'none',
  'meetings.quorum.hint':
    'Checked at the opening and at each show of hands; each round has its own besides. A change is written into the log.',
  'meetings.start.short':
    '{present, number} of {enrolled, number} are present; the quorum is {needed, number}, {missing, number} short',
  'meetings.start.short.do':
    'The meeting can be opened once the quorum is there. If this meeting has none, say so first under “Change the meeting”.',
  'meetings.start.noQuorum':
    'This meeting has no quorum; {present, number} of {enrolled, number} are present. Open it now?',
  'meetings.start.figures':
    '{present, number} of {enrolled, number} are present; the quorum of {needed, number} is met.',
  'meetings.end.unfinished': '{count, plural, one {# item is} other {# items are}} not finished',
  'meetings.end.unfinished.do':
    'What wasn’t voted on can’t be any more; what was can still be counted, signed, announced and published.',
  'meetings.now': 'Now',
  'meetings.now.item': 'Item {number, number}',
  'meetings.now.none': 'No item is on the screen',
  'meetings.now.turnout': 'Voted',
  'meetings.now.turnout.of': '{papers, number} / {electors, number}',
  'meetings.now.signatures': 'Signatures of the scrutineers',
  'meetings.now.signatures.of': '{signed, number} / {needed, number}',
  'meetings.now.noScreen': 'none paired',
  'meetings.now.agenda': 'Agenda',
  'meetings.now.agenda.none': 'No round was handed to the presider yet.',
  'meetings.after.unfinished': '{count, plural, one {# item is} other {# items are}} not finished',
  'meetings.after.unfinished.do':
    'The presider goes on counting, announcing and publishing at the chair.',
  'meetings.after.documents': 'Documents',
  'meetings.closed':
    'The meeting is over; roll and rounds can’t be changed. Results can be read, exported and published',
  'meetings.steps': 'Before the meeting',
  'meetings.step.isDone': 'done',
  'meetings.step.roll': 'Make the roll',
  'meetings.step.roll.do':
    'Choose who belongs to it, in what capacity and with what right to vote.',
  'meetings.step.roll.done':
    '{count, plural, one {# person} other {# people}} with the right to vote.',
  'meetings.step.rounds': 'Draft the rounds',
  'meetings.step.rounds.do': 'Write titles, items and rules, and hand them to the presider.',
  'meetings.step.rounds.done':
    '{count, plural, one {# round} other {# rounds}}. The presider sees a draft once it was handed over.',
  'meetings.step.cards': 'Print the cards',
  'meetings.step.cards.do': 'One each, to sign in on a device by QR code or short code.',
  'meetings.step.screens': 'Pair the projector',
  'meetings.step.screens.do': 'Open the projector page in the hall and type the code it shows.',
  'meetings.others': 'During the meeting:',

  'meetings.documents': 'Documents',
  'meetings.documents.sheet': 'Sign-in sheet',
  'meetings.documents.all': 'All documents of this meeting',
  'meetings.documents.all.hint':
    'What each round has reached so far and the sign-in sheet, as Word and PDF, in one archive.',
  'meetings.documents.zip': 'Download ZIP',
  'cards.hint':
    'Everybody gets a card and signs in on one device with its QR code or its code. Only checksums are stored: codes can be seen once, when cards are issued.',
  'cards.card': 'Card',
  'cards.without': 'No valid card',
  'cards.state.none': 'None',
  'cards.state.issued': 'Issued, unused',
  'cards.state.used': 'Used',
  'cards.state.withdrawn': 'Withdrawn',
  'cards.empty': 'The roll is empty',
  'cards.empty.do': 'Add people to this meeting’s roll first, then issue their cards.',
  'cards.issue': 'Issue',
  'cards.reissue': 'Reissue',
  'cards.withdraw': 'Withdraw',
  'cards.issueWithout': 'Issue to {count, plural, one {# person} other {# people}} without a card',
  'cards.renewUnused': 'Renew unused cards ({count, plural, one {# person} other {# people}})',
  'cards.ask.without': 'Issue cards to {count, plural, one {# person} other {# people}}?',
  'cards.ask.without.hint':
    'All codes are shown at once; have the printer ready. Whoever has a valid card keeps it.',
  'cards.ask.unused': 'Renew the cards of {count, plural, one {# person} other {# people}}?',
  'cards.ask.unused.hint':
    'The unused cards stop working: destroy those that were printed. Whoever has signed in stays so.',
  'cards.ask.one': 'Issue a new card to “{name}”?',
  'cards.ask.one.hint':
    'An earlier card stops working and its device is signed out. A vote that was cast stays cast.',
  'cards.ask.withdraw': 'Withdraw the card of “{name}”?',
  'cards.ask.withdraw.hint':
    'It stops working and its device is signed out. A vote that was cast stays cast. A new card can be issued at any time.',
  'cards.once':
    '{count, plural, one {# card was} other {# cards were}} issued; the codes are shown only now',
  'cards.once.do':
    'Print them now and don’t reload or close the page before. Cards that were not printed can only be issued again.',
  'cards.sheet': 'Label sheet (A4)',
  'cards.lines': 'Print cutting lines (plain paper)',
  'cards.address': 'Address the devices open',
  'cards.address.hint': 'The QR codes lead there; tablets and phones in the hall must reach it.',
  'cards.address.wrong': 'An address such as http://192.168.1.20:8080',
  'cards.loopback':
    'Only this computer can open this address: the QR codes would not work on other devices',
  'cards.loopback.do':
    'Put in the server’s address in the hall’s network (the server prints it when it starts). The codes themselves stay the same.',
  'cards.sheet.small': '24 a sheet (3×8, 70×37 mm)',
  'cards.sheet.large': '10 a sheet (2×5, 99×57 mm, large print)',
  'cards.sheet.huge': '4 a sheet (1×4, 190×69 mm, very large type)',
  'cards.label.how':
    'Scan the code with a tablet or phone, or open this address and type the code:',
  'cards.print': 'Print',
  'cards.print.hint':
    'In the print dialog choose A4, no margins and actual size (100 %), not “fit to page”.',
  'cards.qr': 'Sign-in QR code of {name}',
  'cards.done': 'Printed, close',
  'cards.done.ask': 'Are all codes printed?',
  'cards.done.hint':
    'After this the codes can’t be shown again. Cards that were not printed have to be issued anew, which ends these.',
  'cards.leave': 'Leave without printing',

  'screens.pair': 'Pair a projector',
  'screens.pair.one': 'On the computer at the projector, open in a browser',
  'screens.pair.or': ' or ',
  'screens.pair.two': 'Type the pairing code that it shows.',
  'screens.pair.confirm': 'Pair',
  'screens.pair.done': 'Paired; the projector now shows this meeting',
  'screens.code': 'Pairing code',
  'screens.paired': 'Paired projectors',
  'screens.empty': 'No projector is paired',
  'screens.empty.do': 'A projector needs no password and shows only what the room may see.',
  'screens.number': 'Projector {number, number}',
  'screens.since': 'paired {at}',
  'screens.unpair': 'Unpair',
  'screens.unpair.ask': 'Unpair this projector?',
  'screens.unpair.hint':
    'It stops showing this meeting at once and goes back to its pairing code. Meeting and votes go on.',
  'screens.on': 'On the projectors',
  'screens.theme': 'Light or dark',
  'screens.theme.light': 'Light',
  'screens.theme.dark': 'Dark',
  'screens.results': 'Announced results',
  'screens.show': 'Show again',
  'screens.shown': 'On the screen now',
};
