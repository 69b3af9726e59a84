import type { tablet as zh } from '../zh/tablet.ts';

export const tablet: Record<keyof typeof zh, string> = {
  'tablet.signIn.title': 'Type the code on your voting card',
  'tablet.signIn.hint':
    'Sixteen digits in groups of four. Or scan the QR code on the card with the camera.',
  'tablet.signIn.keypad': 'Digits',
  'tablet.signIn.clear': 'Clear',
  'tablet.signIn.back': 'Delete one digit',
  'tablet.signIn.letters': 'My card has letters (an old card)',
  'tablet.signIn.wrong': 'The code is wrong',
  'tablet.signIn.wrong.do':
    'Compare it with the card, group by group. The staff replace cards that are lost or hard to read.',
  'tablet.signIn.remaining':
    '{count, plural, =0 {Ready to sign in} one {# character to go} other {# characters to go}}',
  'tablet.signOut.title': 'Sign out?',
  'tablet.signOut.body':
    'What you marked on this device and did not send is wiped. Votes already cast are not affected.',
  'tablet.you': 'You are {name}',
  'tablet.present': 'Present',
  'tablet.absent': 'Not marked present',
  'tablet.absent.do': 'Please tell the staff that you are here.',
  'tablet.observer': 'Observers do not vote. Please watch the screen.',
  'tablet.noVote': 'You have no vote at this meeting. Please watch the screen.',
  'tablet.waiting.preparing': 'The meeting begins soon',
  'tablet.waiting.preparing.do': 'Please wait. The ballot appears here by itself.',
  'tablet.waiting.session': 'No vote at the moment',
  'tablet.waiting.session.do': 'Follow the presider. The ballot appears here by itself.',
  'tablet.reading': 'Being read out; the vote comes next',
  'tablet.waiting.ready.do': 'Wait for the presider to open it. The ballot appears by itself.',
  'tablet.waiting.counting': 'The box is closed, votes are being counted',
  'tablet.waiting.counting.do': 'Watch the screen and wait for the result.',
  'tablet.waiting.elsewhere': 'Voting now: {title}',
  'tablet.waiting.elsewhere.do':
    'The voters of the constituency vote; there is nothing to do here. Please watch the projector.',
  'tablet.waiting.void': 'More papers collected than issued: this vote is void',
  'tablet.waiting.void.do':
    'Please wait for the presider to repeat the vote. Your paper appears here by itself.',
  'tablet.waiting.inquorate': 'No quorum: this vote does not stand',
  'tablet.waiting.inquorate.do':
    'Please wait for the presider. When voting begins, your paper appears here by itself.',
  'tablet.over':
    'The meeting is over; nothing more is voted on. Thank you: please give the tablet back.',
  'tablet.waiting.closed': 'The meeting is over',
  'tablet.waiting.closed.do': 'Thank you. Please hand the tablet back to the staff.',
  'tablet.notElector.title': 'You do not vote in this round',
  'tablet.notElector.late':
    'This round was opened before you were checked in; its electors were fixed then.',
  'tablet.notElector.lateEarlier':
    'This round follows “{title}” and has the electors of that one, which was opened before you were checked in.',
  'tablet.notElector.renewed':
    'Your card was issued again after this round was opened. So that nobody can look who has voted by reissuing a card, it takes part from the next round on.',
  'tablet.notElector.noVote': 'You have no vote at this meeting.',
  'tablet.notElector.do': 'Watch the screen. If in doubt, raise your hand for the staff.',
  'tablet.paper.title': 'This vote is on paper: {title}',
  'tablet.paper.do':
    'Mark the paper you were given and put it into the box. Nothing to do on the tablet.',
  'tablet.closedUnsent.title': 'Voting in this round is over',
  'tablet.closedUnsent.safe': 'You did not send a paper; nothing was cast.',
  'tablet.closedUnsent.do': 'Watch the screen for what comes next.',
  'tablet.votedElsewhere.title': 'You have voted in this round',
  'tablet.votedElsewhere.do':
    'Your paper is in the box, nothing more to do. If it wasn’t you, tell the staff at once.',

  'task.choose': 'Choose up to {seats, number} of {items, number}',
  'task.chooseExact': 'Choose exactly {seats, number} of {items, number}',
  'task.each': 'Vote on each of {items, number} items',
  'task.package': 'Vote on the whole',
  'task.election': '{items, number} candidates for {seats, number} seats',
  'task.rating': 'Choose a grade for each of {items, number}',
  'task.scorecard': 'Score each of {items, number}',
  'task.rank': 'Put up to {seats, number} of {items, number} in order of priority',
  'task.pass': 'To pass: {rule}.',
  'mark.hint.choose': 'Tap to choose, tap again to undo. What is not chosen counts as abstaining.',
  'mark.hint.each':
    'Press one button for each item; you may change it. What is not pressed counts as abstaining.',
  'mark.hint.package': 'Press one button; you may change it before you send.',
  'mark.hint.election':
    'Tap for or against, tap again to undo; neither counts as abstaining. Each candidate you oppose lets you write in one other name; abstaining doesn’t.',
  'mark.hint.runoff':
    'Approve or oppose candidates; tap again to undo. Whom you leave alone counts as abstaining.',
  'mark.hint.rating': 'One grade each; you may change it.',
  'mark.hint.scorecard':
    'Tap a field and type the score, at most two decimals. Fill in all scores of one object or none.',
  'mark.hint.rank':
    'Tap in order of priority: first tapped, first placed. Move up or down or remove. What is not placed gets no points.',
  'mark.blank.invalid': 'Without a grade, the rating of that object is invalid.',
  'mark.blank.abstain': 'Without a grade you abstain on that object.',
  'mark.blank.scorecard': 'Objects without scores are left out of the mean.',
  'mark.count': '{count, number} chosen / at most {seats, number}',
  'mark.countExact': '{count, number} chosen / exactly {seats, number}',
  'mark.countEach': '{count, number} pressed / {items, number} in all',
  'mark.countRated': '{count, number} done / {items, number} in all',
  'mark.countRanked': '{count, number} placed / at most {seats, number}',
  'mark.countElection': '{count, number} chosen / {seats, number} seats',
  'mark.full':
    'At most {seats, number} {of, select, chosen {candidates} other {items}}. To choose another, undo one first.',
  'mark.lacking':
    '{count, number} more {of, select, chosen {candidates or names} other {items}} to choose before you can send.',
  'mark.needed': 'Press one button first.',
  'mark.score.range': '{min, number} to {max, number}',
  'mark.score.not_a_number': 'A number, please, with at most two decimals',
  'mark.score.out_of_range': 'Between {min, number} and {max, number}, please',
  'mark.score.missing': 'Some scores are missing',
  'mark.score.wrong': 'A score needs mending',
  'mark.score.whole': 'Complete',
  'mark.score.blank': 'Not scored',
  'mark.score.clear': 'Clear these scores',
  'mark.fix': 'Number {number, number}, “{title}”: {why}',
  'mark.rank.chosen': 'Your order',
  'mark.rank.none': 'Nothing placed yet. Tap the first below.',
  'mark.rank.rest': 'Tap the next (place {place, number})',
  'mark.rank.full': 'All {seats, number} places are taken. To change, remove one first.',
  'mark.rank.up': 'Move up',
  'mark.rank.down': 'Move down',
  'mark.rank.remove': 'Remove',
  'mark.rank.others': 'Not placed',
  'mark.writeIn.title': 'Write in another name',
  'mark.writeIn.name': 'Name of the person',
  'mark.writeIn.add': 'Add',
  'mark.writeIn.remove': 'Remove {name}',
  'mark.writeIn.pending': '“{name}” was not added yet: press “Add” or clear the field.',
  'mark.writeIn.needs_opposition':
    'Oppose a candidate to write in one other name. Opposed: {against, number}, written in: {count, number}.',
  'mark.writeIn.tooMany':
    '{count, number} written in, only {against, number} opposed. Oppose more candidates or remove a name.',
  'mark.writeIn.full': 'All {seats, number} seats are taken. To write in a name, undo one first.',
  'mark.writeIn.empty': 'Type a name first.',
  'mark.writeIn.long': 'The name is too long.',
  'mark.writeIn.twice': 'This name was added already.',
  'mark.writeIn.candidate': 'This is a candidate: press “For” above.',
  'mark.chosen': 'Chosen',
  'mark.notChosen': 'Not chosen',
  'mark.notPressed': 'Not pressed',
  'mark.oppose.show': 'I want to vote against some items',
  'mark.oppose.hide': 'Hide the buttons against',
  'mark.review': 'Next: review',
  'mark.notSent': 'Your earlier paper was not cast; please mark it again.',

  'review.title': 'Review your choices',
  'review.for': 'For ({count, number})',
  'review.against': 'Against ({count, number})',
  'review.abstain': 'Abstain ({count, number})',
  'review.notPressed': 'Not pressed, counts as abstaining ({count, number})',
  'review.notChosen': 'Not chosen, counts as abstaining ({count, number})',
  'review.written': 'Written in ({count, number})',
  'review.grade': '{grade} ({count, number})',
  'review.notRated.invalid': 'No grade, invalid ({count, number})',
  'review.notRated.abstain': 'No grade, counts as abstaining ({count, number})',
  'review.scored': 'Scored ({count, number})',
  'review.notScored': 'Not scored, left out of the mean ({count, number})',
  'review.ranked': 'Your order ({count, number})',
  'review.notRanked': 'Not placed ({count, number})',
  'review.empty.rating': 'You chose no grade.',
  'review.empty.scorecard': 'You gave no score.',
  'review.empty.rank': 'You placed nothing.',
  'review.empty': 'You chose nothing: every item counts as abstaining.',
  'review.box.scrutineers':
    'After the announcement the scrutineers get all papers with their receipts, without names.',
  'review.box.public':
    'After the announcement all papers are published with their receipts, without names.',
  'slip.looking': 'Looking whether your paper is in the published box: {title}',
  'slip.found': 'Your paper is in the published box: {title}',
  'slip.found.how':
    'This device has checked it by the receipt it kept. There is nothing for you to do.',
  'slip.show': 'Show my paper',
  'slip.hide': 'Hide',
  'slip.private': 'For you alone. You need not show it to anybody; please take no picture.',
  'slip.missing': 'Your receipt is not in the published box: {title}',
  'slip.missing.do':
    'Your paper may not have been counted. Don’t sign out, don’t clear this device: raise your hand now and tell a scrutineer, who can check the receipt kept here.',
  'slip.failed': 'The published box can’t be fetched now: {title}',
  'slip.failed.do':
    'Nothing has changed about your paper. Try again later, or ask the staff about the network.',
  'slip.file': 'The box was published: {title}',
  'slip.file.do':
    'As a scrutineer you can have all papers with their receipts and count them yourself. Each time is written into the log.',
  'slip.hash': 'SHA-256 of the file: {sha256}',
  'slip.download': 'Download the box',
  'review.final': 'Once sent, it can’t be changed.',
  'review.back': 'Go back',
  'review.confirm': 'Confirm and send',

  'cast.sending.title': 'Sending…',
  'cast.sending.do': 'Please wait and leave this page open.',
  'cast.sending.unavailable':
    'The server can’t reach its database. Your vote waits on this device and goes again by itself.',
  'cast.sending.storage_full':
    'The server’s disk is full. Your vote waits on this device and goes again by itself. Please raise your hand for the staff.',
  'cast.confirmed.title': 'Your vote is in the box',
  'cast.confirmed.safe':
    'The server has stored it; losing network or power changes nothing. Your marks were wiped from this device.',
  'cast.confirmed.do': 'Watch the screen for what comes next.',
  'cast.confirmed.counting': 'The box is closed and the count is on. Watch the screen.',
  'cast.unknown.title': 'Not known yet whether it arrived',
  'cast.unknown.safe':
    'The network broke. Your marks are kept on this device; nothing is counted twice.',
  'cast.unknown.forgotten': 'The network broke; we are asking. Nothing is counted twice.',
  'cast.unknown.do':
    'Leave this page open. Once the network is back it settles by itself; you need do nothing.',
  'cast.unknown.waiting': 'Waiting for {seconds, number} s',
  'cast.unknown.long': 'If it takes long, raise your hand for the staff.',
  'cast.refused.title': 'This paper was not cast',
  'cast.refused.again': 'Go back and change it',
  'cast.earlier':
    'A paper of an earlier round is still being checked; it settles by itself with the network.',

  'result.title':
    '{act, select, election {Result of the election} evaluation {Result of the evaluation} other {Result}}',
  'result.elected': '{count, number} selected',
  'result.passed': '{count, number} passed',
  'result.tied': '{count, number} tied',
  'result.next.runoff':
    'Another vote decides among the tied {of, select, chosen {candidates} other {items}}; open seats: {seats, number}.',
  'result.next.supplementary':
    'A further {of, select, chosen {election} other {vote}} follows; open seats: {seats, number}.',
  'result.next.vacant': 'Seats left vacant: {seats, number}.',
  'result.next.next_session': 'Left to the next session; open seats: {seats, number}.',
  'result.inquorate': 'No quorum: this vote does not stand',
  'result.void': 'More papers collected than issued: this vote is void',
  'result.writeIn': 'Written in: {name}',

  'signedOut.again': 'Sign in again',
  'signedOut.taken_over.do':
    'A card works on one device at a time. To use this one, sign in again; if it wasn’t you, tell the staff at once.',
  'signedOut.card_withdrawn.do':
    'Votes already cast are not affected. Ask the staff for a new card.',
  'signedOut.other.do': 'Votes already cast are not affected. Sign in again with your card.',
};
