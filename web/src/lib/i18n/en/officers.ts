import type { officers as zh } from '../zh/officers.ts';

export const officers: Record<keyof typeof zh, string> = {
  'officers.vote.confirmed': 'Your own vote is in the box.',

  'count.title': 'The count (for scrutineers only)',
  'count.version': 'Version {version, number} · {time}',
  'count.reason': 'Why it was counted again: {reason}',
  'count.newer':
    'A teller’s entry was corrected and counted again: this is version {version, number}. Check the figures again.',
  'count.inquorate': 'Too few took part: this vote does not stand',
  'count.void': 'More papers collected than issued: this vote is void',
  'count.reasons': 'Invalid papers: {reasons}',
  'count.invalid.illegible': '{count, number} illegible',
  'count.invalid.too_many': '{count, number} with too many marks',
  'count.invalid.too_few': '{count, number} with too few marks',
  'count.invalid.bad_ranking': '{count, number} wrongly ranked',
  'count.media': 'Tablets and paper',
  'count.tablet': 'Tablets',
  'count.paper': 'Paper',
  'count.both': 'Together',
  'count.items': 'Votes by item',
  'count.grade': 'Grade',
  'count.noGrade': 'No grade',
  'count.total': 'Total',
  'count.points': 'Points',
  'count.heldBack':
    'A class has fewer than five papers: its figures here are for checking only. They are not published; please don’t read them out or pass them on.',
  'count.share': '{percent}% ({share})',

  'sign.title': 'Signatures of the scrutineers',
  'sign.progress': '{signed, number} of {needed, number} signed',
  'sign.missing': 'Not signed yet',
  'sign.at': 'Signed at {time}',
  'sign.you': 'you',
  'sign.next': 'Checked: go to sign',
  'sign.ask': 'Sign version {version, number} of the count?',
  'sign.ask.meaning':
    '{medium, select, tablet {You confirm that you have checked these figures against the voting you watched and the number of votes handed in.} other {You confirm that you have checked these figures and that they agree with the papers.}} A signature can’t be taken back; the presider can announce once every scrutineer has signed.',
  'sign.ask.figures':
    'Issued {issued, number}, collected {collected, number}, valid {valid, number}, invalid {invalid, number}',
  'sign.ask.collected': 'Issued {issued, number}, collected {collected, number}',
  'sign.confirm': 'I have checked it: sign',
  'sign.done': 'You have signed',
  'sign.done.do': 'Wait for the other scrutineers; then the presider announces.',
  'sign.complete': 'Every scrutineer has signed',
  'sign.complete.do': 'Wait for the presider to announce the result.',
  'sign.notNeeded': 'This round needs no signatures.',
  'sign.corrected': 'The tellers are correcting something, or it has not been counted again since',
  'sign.corrected.do':
    'Wait until the presider has it counted again; check and sign the new version then.',
  'sign.ask.log':
    'Audit log: entry {seq, number}, hash {hash}… (note it on paper: it shows later that nothing was taken out of the log)',
  'sign.stale': 'Not signed: the count has changed',
  'sign.stale.do': 'The newest version is below. Check it again before you sign.',
  'sign.already': 'You have signed this version already',
  'sign.already.do': 'Your signature stands; nothing more to do.',
  'sign.notReady': 'Not signed: something about the box is not finished',
  'sign.nothing': 'Nothing was changed.',

  'box.wait.stock': 'The record of papers is missing',
  'box.wait.collected': 'The number of papers collected is missing',
  'box.wait.two_tellers': 'Two tellers have to enter the papers',
  'box.wait.entries': 'The tellers have not both finished',
  'box.wait.number_of_entries': 'The papers entered are not as many as were collected',
  'box.wait.differences': 'The two entries differ',
  'box.wait.record_differs':
    'The record of ballots and the entered figures differ in issued or collected',
  'box.ready': 'The paper ballots agree and can be counted',
  'box.tellers': 'Tellers',
  'box.teller.entered': '{count, number} entered',
  'box.teller.done': 'finished',
  'box.teller.none': 'Nobody has begun',

  'reason.hint': 'It goes into the audit log and can’t be changed. Don’t write how anybody voted.',
  'reason.needed': 'Give the reason',
  'release.press': 'Release',
  'release.title': 'Let another teller take the place of {name}?',
  'release.confirm': 'Release',
  'release.happens':
    'What this teller has entered in this round is set aside, kept and not counted; they enter nothing more in it. The other teller’s entries stay.',
  'release.next':
    'The next teller who begins takes the place and enters from the start. If there is none, have one appointed by show of hands.',
  'release.reason': 'Reason',

  'stock.title': 'Record of issue and collection',
  'stock.hint':
    'People who vote on paper: {electors, number}. Everything can be corrected before the count.',
  'stock.printed': 'Printed',
  'stock.issued': 'Issued',
  'stock.spoiled': 'Spoiled and exchanged',
  'stock.destroyed': 'Cut and destroyed',
  'stock.specimens': 'Kept as specimens',
  'stock.collected': 'Collected',
  'stock.collected.hint': 'After the box was opened and the papers were counted',
  'stock.collected.later': 'Once the box is closed',
  'stock.note': 'Remarks',
  'stock.note.hint': 'Why figures don’t agree',
  'stock.balance.ok': 'Issued + spoiled + destroyed + specimens = printed',
  'stock.balance.off':
    'Issued + spoiled + destroyed + specimens = {accounted, number}, printed {printed, number}. Check, or explain it in the remarks.',
  'stock.unexplained': 'The figures don’t agree and no reason is given',
  'stock.tooMany': 'More collected than issued: this vote will be void',
  'stock.issued.tooMany':
    'Not more than the {electors, number} people who vote on paper. A paper exchanged for a spoiled one counts as spoiled.',
  'stock.needed': 'Please fill in',
  'stock.whole': 'A whole number, please',
  'stock.save': 'Save the record',
  'stock.edit': 'Correct',
  'stock.fill': 'Fill in',
  'stock.line':
    'Printed {printed, number} · Issued {issued, number} · Collected {collected, number}',
  'stock.saved': 'Saved',
  'stock.stale': 'Somebody has just changed this record; your changes were not saved',
  'stock.stale.do': 'Look at the figures as they are now, then fill in again.',
  'stock.stale.load': 'Load the present figures',
  'stock.tallied':
    'This round was counted. A correction takes effect when the presider has it counted again.',

  'entry.title': 'Entering paper ballots',
  'entry.rule':
    'One paper after another in the order of the pile; don’t change the order. The other teller enters the same pile alone.',
  'entry.place': 'Paper {position, number}',
  'entry.place.edit': 'Correcting paper {position, number}',
  'entry.count': '{count, number} entered',
  'entry.countOf': '{count, number} entered / {collected, number} collected',
  'entry.keys.choice':
    'The key before an item switches it: for → against → illegible → blank. Blank counts as abstaining. 0: whole paper illegible. Enter: next paper.',
  'entry.keys.rating':
    'Digits choose the grade and go on to the next object, ↑ ↓ change the object. Minus: two grades ticked, or illegible. 0: whole paper illegible. Enter: next paper.',
  'entry.grade.void': 'Two ticks or illegible',
  'entry.number.wrong': 'Not a number',
  'entry.rank.hint': 'The place as written',
  'entry.keys.numbers':
    'Type the numbers as they stand, leave blank what is blank. Enter goes on; in the last field to the next paper.',
  'entry.blank': 'Blank',
  'entry.whole': 'Whole paper illegible',
  'entry.whole.on': 'This whole paper is illegible',
  'entry.allFor': 'All for',
  'entry.writeIns': 'Names written in',
  'entry.writeIns.hint': 'As they stand on the paper, one a line',
  'entry.next': 'Next paper',
  'entry.save': 'Save the correction',
  'entry.cancelEdit': 'Leave it',
  'entry.clear': 'Clear this paper',
  'entry.marked': '{count, number} marked',
  'entry.unopposed':
    '{writeIns, number} written in, but {against, number} opposed: only who opposes may write in another. Look at the paper again',
  'entry.asWritten': 'This is how it stands on the paper',
  'entry.overMarked':
    '{count, number} marked, more than {seats, number}: enter it as it stands, the count judges it',
  'entry.sending': '{count, plural, one {# paper} other {# papers}} being saved',
  'entry.unsent': '{count, plural, one {# paper} other {# papers}} not saved yet',
  'entry.unsent.do': 'Leave this page open; saving goes on once the network is back.',
  'entry.own': 'My entries',
  'entry.own.none': 'Nothing entered yet.',
  'entry.own.hint': 'Press one to correct it.',
  'entry.removeLast': 'Remove the last one',
  'entry.removeLast.ask': 'Remove paper {position, number}?',
  'entry.removeLast.body': 'Only the last paper can be removed. It can be entered again.',
  'entry.paper.blank': 'Blank paper',
  'entry.paper.whole': 'Whole paper illegible',
  'entry.done': 'I have finished',
  'entry.done.ask': 'All {count, number} papers entered?',
  'entry.done.body':
    'When both tellers have finished, the entries are compared paper by paper. You can open yours again to correct it.',
  'entry.done.differs': 'The record says {collected, number} collected, not as many as entered.',
  'entry.isDone': 'You have finished {count, number} papers',
  'entry.finished.waiting':
    'Wait until the other teller has finished. To correct something, open it again.',
  'entry.finished.differs':
    'Your entries differ: the papers are listed above. Look at them together; whoever is wrong opens their entries again, corrects them, and finishes again.',
  'entry.finished.number':
    'The number of entries is not the number of papers collected. Count the pile together; whoever left one out or entered one twice opens again and corrects. If the number collected is wrong, correct the record.',
  'entry.finished.record':
    'The record of issue and collection isn’t complete or differs from the entries: correct it first.',
  'entry.finished.agrees': 'Both entries agree. Nothing is left to do; the presider counts.',
  'entry.reopen': 'Open again',
  'entry.finished': 'Both entries agree in everything',
  'entry.finished.do': 'Report to the chief teller: the count can be made.',
  'entry.differences':
    '{count, plural, one {# paper was} other {# papers were}} entered differently',
  'entry.differences.do':
    'Look at these papers of the pile together. Whoever entered it wrong opens their own entries, corrects them and finishes again.',
  'entry.difference.whole': 'the whole paper',
  'entry.noBox': 'Nothing to enter: no papers collected, or more than were issued.',
  'entry.twoAlready': 'Two tellers are entering this round already; you need not.',
  'entry.stockFirst': 'First fill in the record of papers and how many were collected.',
  'entry.notTeller':
    'Only the tellers of this meeting enter papers. Here you can keep the record and see how far they are.',
  'entry.noPaper': 'This round has no paper ballots',
  'entry.noPaper.do': 'All votes are on tablets; nothing to enter.',
  'entry.tooEarly': 'The box is not closed yet',
  'entry.tooEarly.do':
    'Papers are entered here after the box was closed. The record can be kept now.',
  'entry.over': 'The entry of this round is over',
  'entry.over.do': 'After the signatures nothing can be changed.',
  'entry.noRound': 'This round was not found',
  'entry.noRound.do': 'Open it from the meeting’s rounds, or check the address.',

  'figures.rule':
    'Enter all figures of the count by yourself. The other teller does the same; when both agree, there is a count.',
  'figures.ballots': 'Ballots',
  'figures.items': 'Votes of each item',
  'figures.persons': 'Votes of each candidate',
  'figures.sum': 'Sum',
  'figures.void': 'More collected than issued: this vote is void',
  'figures.inquorate': 'Not enough took part: this vote is not valid',
  'figures.uncounted': 'The papers need not be counted. Hand in the figures above.',
  'figures.writeIn.name': 'Name',
  'figures.writeIn.votes': 'Votes',
  'figures.writeIn.add': 'Add a name written in',
  'figures.writeIn.remove': 'Remove {name}',
  'figures.doubtful': 'These figures are unusual: check them again. If they are right, send them',
  'figures.broken': '{count, plural, one {# figure doesn’t agree} other {# figures don’t agree}}',
  'figures.wrong':
    '{count, plural, one {# field holds no whole number} other {# fields hold no whole number}}',
  'figures.missing':
    '{count, plural, one {# field is still empty} other {# fields are still empty}}',
  'figures.fits': 'The figures agree and can be handed in',
  'figures.send': 'Hand in the figures',
  'figures.ask': 'Hand in these figures?',
  'figures.ask.body':
    'When both tellers have handed in, their figures are compared. You can open yours again to correct them.',
  'figures.isDone': 'You have handed in all figures',
  'figures.finished.waiting':
    'Wait until the other teller has sent theirs. To correct something, open it again.',
  'figures.finished.differs':
    'Your figures differ: they are listed above. Check them together; whoever is wrong opens theirs again, corrects them, and sends them again.',
  'figures.finished.number':
    'The figures don’t fit the number of papers collected. Count together; whoever is wrong opens theirs again and corrects.',
  'figures.finished.record':
    'Issued and collected differ from the record: check, then correct the figures or the record.',
  'figures.finished.agrees': 'Both agree. Nothing is left to do; the presider counts.',
  'figures.differences':
    '{count, plural, one {# figure was entered differently} other {# figures were entered differently}}',
  'figures.differences.do':
    'Check these figures together; whoever was wrong opens theirs again and corrects them.',
  'figures.agree': 'Both tellers’ figures agree',
  'figures.counted': 'whether the papers were counted',
  'figures.teller': 'handed in',
  'figures.teller.not': 'not handed in yet',
  'figures.title': 'Counted by hand: entering figures',
  'figures.record': 'Record of issue and collection (if kept)',
  'box.setAside':
    '{name} was released ({reason}); {count, plural, one {# entry is} other {# entries are}} set aside and not counted',
};
