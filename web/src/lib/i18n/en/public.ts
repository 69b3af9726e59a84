import type { publicPages as zh } from '../zh/public.ts';

export const publicPages: Record<keyof typeof zh, string> = {
  'public.title': 'Gongyi: votes of deputies, open to all',
  'public.what':
    'Gongyi is the voting system of subdistrict and town congresses: deputies vote in secret on tablets, the count is exact, and the result is announced on the spot. Rules, figures and votes of every round are published here for anybody to read and check.',
  'public.demo': 'A demonstration is running',
  'public.demo.hint':
    'Simulated deputies are voting in a sample meeting. One tap and you are its presider, a deputy or staff.',
  'public.demo.enter': 'Enter the demonstration',
  'public.needsSetup': 'The system is not set up yet',
  'public.needsSetup.do':
    'On the computer that runs the server, open the set-up link it printed when it started and make the first assembly.',
  'public.results': 'Published results',
  'public.results.none':
    'Nothing is published yet. Results appear here once a meeting has announced and published them.',
  'public.publishedOn': 'Published on {date}',
  'public.seats': 'Sign in',
  'public.seat.tablet': 'Deputies',
  'public.seat.chair': 'Presider',
  'public.seat.desk': 'Staff',
  'public.seat.screen': 'Projector',
  'public.missing': 'There is no such published result',
  'public.missing.do': 'The link may be wrong, or the result is not published yet.',
  'public.all': 'All results',
  'public.share': 'Share this result',
  'public.share.hint': 'Scan the QR code with a phone, or pass the link on.',
  'public.share.qr': 'QR code of the link to this page',
  'public.json': 'Download the data (JSON)',
  'public.print': 'Print',

  'result.passLine': 'Threshold: {rule} ({votes})',
  'result.percent': '{percent}% ({share})',
  'result.table': 'Votes by item',
  'result.rank': 'Rank',
  'result.item': 'Item',
  'result.share': 'Share',
  'result.outcome': 'Outcome',
  'result.inExport': 'The details of this kind of vote are in the exported data.',
  'result.fraction.half': 'half',
  'result.fraction.third': 'a third',
  'result.fraction.twoThirds': 'two thirds',
  'result.rule.more': 'approvals of more than {fraction} of {base}',
  'result.rule.atLeast': 'approvals of at least {fraction} of {base}',
  'result.rule.ofClass': 'among those enrolled as “{cls}”: {text}',
  'result.rule.pass': 'To pass, an item needs {rule}',
  'result.rule.take':
    'the {seats, plural, one {one} other {#}} with most approvals {seats, plural, one {is} other {are}} taken',
  'result.rule.both': '{passing}; {taking}.',
  'result.rule.one': '{sentence}.',
  'result.rule.each': 'A single approval passes an item',
};
