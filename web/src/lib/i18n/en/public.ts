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
  'public.box': 'The published box',
  'public.box.what':
    'Published on {date}: all {papers, number} papers, each with the random receipt made by the device that cast it, in the order of receipts, without names or times.',
  'public.box.download': 'Download the box',
  'public.box.hash': 'SHA-256 of the file',
  'public.box.count': 'Check the hash and count it yourself (in a clone of this program)',
  'result.heldBack':
    'A class has fewer than five papers, so there are no figures by class, to keep the vote secret. Shares are of all valid papers; the result itself was counted exactly, by class.',
  'public.json': 'Download the data (JSON)',
  'public.print': 'Print',

  'result.passLine': 'Threshold: {rule} ({votes})',
  'result.percent': '{percent}% ({share})',
  'result.table': 'Votes by item',
  'result.table.points': 'Points by item',
  'result.points': 'Points',
  'result.papers': 'Placed on',
  'result.rank': 'Rank',
  'result.item': 'Item',
  'result.share': 'Share',
  'result.outcome': 'Outcome',
  'result.fraction.half': 'half',
  'result.fraction.third': 'a third',
  'result.fraction.twoThirds': 'two thirds',
  'result.rule.more': 'approvals of more than {fraction} of {base}',
  'result.rule.atLeast': 'approvals of at least {fraction} of {base}',
  'result.rule.ofClass': 'among those enrolled as “{cls}”: {text}',
  'result.rule.pass':
    '{of, select, chosen {To be elected, a candidate needs} other {To pass, an item needs}} {rule}',
  'result.rule.take':
    'the {seats, plural, one {one} other {#}} with most approvals {seats, plural, one {is} other {are}} taken',
  'result.rule.take.people':
    'the {seats, plural, one {candidate} other {# candidates}} with most approvals {seats, plural, one {is} other {are}} elected',
  'result.rule.both': '{passing}; {taking}.',
  'result.rule.one': '{sentence}.',
  'result.rule.each': 'A single approval passes an item',

  'result.list': ', ',
  'result.plus': '” with “',
  'result.then': '; ',
  'result.objects': 'Result of each object',
  'result.object': 'Object',
  'result.grade': 'Grade',
  'result.total': 'Total',
  'result.rate.strict': '“{grade}”',
  'result.rate.broad': '“{grade}” or “{second}”',
  'result.rate.weightedName': '{name}, weighted',
  'result.rate.rawName': '{name}, not weighted',
  'result.rate.of': '{share} valid papers',
  'result.rate.strict.is': 'The rate of {rate} = papers “{grade}” ÷ valid papers.',
  'result.rate.broad.is': 'The rate of {rate} = papers “{grade}” and “{second}” ÷ valid papers.',
  'result.rate.blank.invalid':
    'Valid is a paper with exactly one grade ticked. Blank, with several, or illegible, it is invalid.',
  'result.rate.blank.abstain':
    'Valid is a paper with exactly one grade ticked, or blank (an abstention). With several, or illegible, it is invalid.',
  'result.rate.excluded': '“{grades}” is listed apart and not among the valid papers.',
  'result.rate.weights':
    'Weighted: {weights}. Shares are taken in each class first, then added by weight; papers and plain rates stand beside.',
  'result.rate.renormalised': 'weights scaled up',
  'result.rate.renormalised.is':
    'Where “weights scaled up” stands, one class had no valid paper, and the other weights were scaled up to make a whole.',
  'result.grade.rules': 'Grades: {rules}.',
  'result.grade.when': '“{grade}” if {conditions}',
  'result.grade.else': 'else “{grade}”',
  'result.grade.band': '“{grade}” from {min} points',
  'result.grade.more': '“{grades}” is more than {percent} of {base}',
  'result.grade.atLeast': '“{grades}” is at least {percent} of {base}',
  'result.grade.weightedBase': 'the weighted whole',
  'result.score.is':
    'Each indicator is the mean of the valid scores; the total adds the means by weight, {max, number} at most.',
  'result.score.of':
    'of {max, number}, {papers, plural, one {# valid paper} other {# valid papers}}',
  'result.score.weight': 'weight {weight}',

  'digest.inquorate': 'Not enough votes; nothing was counted',
  'digest.void': 'The round is void',
  'digest.elected': '{elected, number} of {items, plural, one {# item} other {# items}} selected',
  'digest.chosen':
    '{elected, number} of {items, plural, one {# candidate} other {# candidates}} elected',
  'digest.passed': '{elected, number} of {items, plural, one {# item} other {# items}} passed',
  'digest.tied': '{tied, number} tied',
  'digest.objects': '{objects, plural, one {# object} other {# objects}}',
  'digest.grade': '{grade}: {objects, number}',
  'digest.rate': '{rate} (all objects together): {percent}',
  'digest.totals': 'Totals from {lowest} to {highest}',
};
