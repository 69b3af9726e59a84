import type { tablet as zh } from '../zh/tablet.ts';
import { officers } from './officers.ts';

export const tablet: Record<keyof typeof zh, string> = {
  ...officers,
  'tablet.textSize.letter': 'A',
  'tablet.signIn.title': 'Type the code on your voting card',
  'tablet.signIn.hint':
    'Ten characters, capitals or not. Or scan the QR code on the card with the camera.',
  'tablet.signIn.wrong': 'The code is wrong',
  'tablet.signIn.wrong.do':
    'Compare it with the card. Too many wrong tries pause the sign-in; the staff replace cards that are lost or hard to read.',
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
  'tablet.waiting.ready': 'Next vote: {title}',
  'tablet.waiting.ready.do': 'Wait for the presider to open it. The ballot appears by itself.',
  'tablet.waiting.counting': 'The box is closed, votes are being counted',
  'tablet.waiting.counting.do': 'Watch the screen and wait for the result.',
  'tablet.waiting.closed': 'The meeting is over',
  'tablet.waiting.closed.do': 'Thank you. Please hand the tablet back to the staff.',
  'tablet.notElector.title': 'You do not vote in this round',
  'tablet.notElector.late':
    'The list of electors was fixed when voting opened; you were not marked present then.',
  'tablet.notElector.noVote': 'You have no vote at this meeting.',
  'tablet.notElector.do': 'Watch the screen. If in doubt, raise your hand for the staff.',
  'tablet.unsupported.title': 'This kind of ballot can’t be marked on a tablet yet',
  'tablet.unsupported.do': 'Raise your hand: the staff have paper ballots.',
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
  'rule.and': ' and ',
  'task.pass': 'To pass: {rule}.',
  'mark.hint.choose': 'Tap to choose, tap again to undo. What is not chosen counts as abstaining.',
  'mark.hint.each':
    'Press one button for each item; you may change it. What is not pressed counts as abstaining.',
  'mark.hint.package': 'Press one button; you may change it before you send.',
  'mark.count': '{count, number} chosen / at most {seats, number}',
  'mark.countExact': '{count, number} chosen / exactly {seats, number}',
  'mark.countEach': '{count, number} pressed / {items, number} in all',
  'mark.full': 'At most {seats, number}. To choose another, undo one first.',
  'mark.lacking': '{count, number} more to choose before you can send.',
  'mark.needed': 'Press one button first.',
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
  'review.empty': 'You chose nothing: every item counts as abstaining.',
  'review.final': 'Once sent, it can’t be changed.',
  'review.back': 'Go back',
  'review.confirm': 'Confirm and send',

  'cast.sending.title': 'Sending…',
  'cast.sending.do': 'Please wait and leave this page open.',
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

  'result.title': 'Result',
  'result.elected': '{count, number} elected',
  'result.passed': '{count, number} passed',
  'result.tied': '{count, number} tied',
  'result.next.runoff': 'Another vote decides among the tied; open seats: {seats, number}.',
  'result.next.supplementary': 'A further vote follows; open seats: {seats, number}.',
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
