import type { rounds as zh } from '../../zh/desk/rounds.ts';

export const rounds: Record<keyof typeof zh, string> = {
  'rounds.hint':
    'In the order of the agenda. The presider sees a round once it was handed over; when the vote opens it is frozen.',
  'rounds.create': 'New round',
  'rounds.empty': 'There is no round yet',
  'rounds.empty.do': 'Make one: title, items and rules, then hand it to the presider.',
  'rounds.position': 'No.',
  'rounds.state': 'State',
  'rounds.number': 'Round {number, number}',
  'rounds.ready': 'Handed to the presider, waiting for the vote',
  'rounds.ready.do':
    'Take it back to change it; the presider doesn’t see it until it is handed over again.',
  'rounds.backToDraft': 'Back to draft',
  'rounds.draft.unwritable': 'This kind of vote can’t be edited here yet; nothing was changed',
  'rounds.frozen': 'The vote was opened; its content is frozen',
  'rounds.frozen.do': 'The result stands here once the presider has announced it.',
  'rounds.voted': 'Voted',
  'rounds.result': 'Result',
  'rounds.publish': 'Publish',
  'rounds.publish.ask': 'Publish the result of this round?',
  'rounds.publish.hint': 'Anybody can then read it on the web. It can’t be taken back.',
  'rounds.published': 'The result is published',
  'rounds.public': 'Open the public page',
  'rounds.export': 'Export JSON',
  'rounds.export.hint':
    'The file holds the rules, the figures and all papers in random order (no names), so that the count can be made again elsewhere.',
  'rounds.openedAt': 'Opened',
  'rounds.closedAt': 'Closed',
  'rounds.announcedAt': 'Announced',
  'rounds.publishedAt': 'Published',

  'draft.title': 'Title of the vote',
  'draft.title.hint': 'Stands on the projector and the devices.',
  'draft.save.saved': 'Saved',
  'draft.save.waiting': 'Changed, will be saved in a moment',
  'draft.save.saving': 'Saving …',
  'draft.save.invalid': 'Not saved: mend what is marked (it is kept on this computer)',
  'draft.save.failed': 'Not saved',
  'draft.save.stale': 'Saving has stopped: somebody else changed the draft',
  'draft.keptHere': 'Your changes are kept in this browser.',
  'draft.restored': 'Changes that were not saved last time are back',
  'draft.stale.reload': 'Drop my changes, show the newest',
  'draft.stale.copy': 'Keep mine as a draft of its own',
  'draft.copyOf': '{title} (copy)',
  'draft.makeReady': 'Hand to the presider',
  'draft.unready': 'Not yet: mend what is marked below',
  'draft.delete': 'Delete the draft',
  'draft.delete.ask': 'Delete this draft?',
  'draft.delete.hint':
    'A deleted draft can’t be brought back. Rounds that were handed over or voted on are not touched.',

  'draft.items': 'Items',
  'draft.items.count': '({count, number})',
  'draft.items.none': 'At least one item is needed',
  'draft.items.add': 'Add an item',
  'draft.items.keys':
    'Enter adds the next, Alt+↑ ↓ moves, and several lines can be pasted at once.',
  'draft.items.paste': 'Paste many',
  'draft.items.paste.hint':
    'One item a line, copied from a document or a sheet; numbering at the start is dropped.',
  'draft.items.paste.take': 'Add {count, plural, one {# item} other {# items}}',
  'draft.item': 'Name of item {number, number}',
  'draft.item.up': 'Move item {number, number} up',
  'draft.item.down': 'Move item {number, number} down',
  'draft.item.remove': 'Delete item {number, number}',
  'draft.item.empty': 'Name this item or delete it',
  'draft.item.twice': 'Another item has the same name: deputies can’t tell them apart',

  'draft.kind': 'Kind of vote',
  'draft.kind.choose':
    'Choose a given number among more candidates. Too many make the paper invalid, fewer are fine.',
  'draft.kind.each': 'For, against or abstain on each item.',
  'draft.seats': 'Seats',
  'draft.seats.hint': 'As many as one may choose, and as many as are taken in the end.',
  'draft.seats.wrong': 'A whole number of 1 or more',
  'draft.exact': 'Exactly that many',
  'draft.exact.hint':
    'Fewer make the paper invalid too. Unusual: only where the rules of the vote say so.',
  'draft.seated': 'Take only the best',
  'draft.seated.hint':
    'If more items pass than there are seats, those with most approvals are taken.',
  'draft.surplus.good':
    '{candidates, number} candidates for {seats, number} seats: {surplus, number} more than seats ({percent, number}%).',
  'draft.surplus.narrow':
    'Only {surplus, number} more candidates than seats ({candidates, number} for {seats, number}, {percent, number}%)',
  'draft.surplus.narrow.do':
    'Usually it is at least 20% of the seats. If your rules say otherwise it can be handed over as it is.',
  'draft.surplus.none': 'No more candidates than seats: {candidates, number} for {seats, number}',
  'draft.surplus.none.do':
    'This kind of vote asks for more candidates than seats. Hand it over like this only where your rules allow it, such as in a supplementary vote.',
  'draft.surplus.lacking': 'Fewer candidates than seats: {candidates, number} for {seats, number}',
  'draft.surplus.lacking.do': 'Add candidates or take seats away, or it can’t be handed over.',

  'draft.quorum': 'Quorum',
  'draft.quorum.Q_2_3_GE': 'Two thirds of the enrolled or more are present',
  'draft.quorum.Q_2_3_GE.source':
    'Town congresses (Organic Law of Local People’s Congresses, art. 14). Exactly two thirds is enough. ',
  'draft.quorum.Q_2_3_GT': 'More than two thirds of the enrolled are present',
  'draft.quorum.Q_2_3_GT.source':
    'Usual for residents’ councils of a subdistrict. Exactly two thirds is not enough. ',
  'draft.quorum.Q_1_2_GT': 'More than half of the enrolled are present',
  'draft.quorum.Q_1_2_GT.source':
    'Standing committees and presidiums (Organic Law of Local People’s Congresses, art. 51). ',
  'draft.quorum.Q_NONE': 'None',
  'draft.quorum.Q_NONE.source': 'Meetings without a quorum, such as report-backs.',
  'draft.quorum.needed':
    'With {enrolled, number} enrolled now, {needed, number} have to be present.',
  'draft.majority': 'What passes',
  'draft.majority.M_1_2_GT_ENROLLED': 'Approvals of more than half of all enrolled',
  'draft.majority.M_1_2_GT_ENROLLED.source':
    'Decisions of a congress (Organic Law of Local People’s Congresses, art. 25); usual in subdistricts too. ',
  'draft.majority.M_1_2_GT_PRESENT': 'Approvals of more than half of those present',
  'draft.majority.M_1_2_GT_PRESENT.source': 'Where the rules of the vote say so.',
  'draft.majority.M_1_2_GT_COLLECTED': 'Approvals of more than half of the papers collected',
  'draft.majority.M_1_2_GT_COLLECTED.source':
    'Elections of deputies (Electoral Law, art. 45); invalid papers stay in the base.',
  'draft.majority.M_1_2_GT_VALID': 'Approvals of more than half of the valid papers',
  'draft.majority.M_1_2_GT_VALID.source':
    'Where the rules of the vote say so; invalid papers are not in the base.',
  'draft.majority.M_PLURALITY': 'No majority: most approvals win',
  'draft.majority.M_PLURALITY.source': 'Only compares approvals; a single one can be enough.',
  'draft.majority.needed': 'With {enrolled, number} enrolled now, {needed, number} are needed.',
  'draft.rules.own':
    'Rules of its own are in force: {rules}. They stay as long as nothing above is chosen.',
  'draft.shortfall': 'If fewer pass than there are seats',
  'draft.shortfall.hint': 'As the rules of the vote say; the announcement points to it.',
  'draft.shortfall.supplementary': 'A supplementary vote on the open seats',
  'draft.shortfall.vacant': 'Seats stay vacant',
  'draft.shortfall.next_session': 'Left to the next session',

  'draft.display': 'What the projector shows during the vote',
  'draft.display.short': 'Projector shows',
  'draft.display.batched': 'Votes in groups',
  'draft.display.batched.hint':
    'Only once a group is full and not unanimous on any item. An attentive watcher can’t read off a paper, only the sum of a group. (The default.) ',
  'draft.display.group':
    'A group has at least 5 papers, or a tenth of those who may vote, whichever is more.',
  'draft.display.groupNow':
    'A group has at least 5 papers, or a tenth of those who may vote, whichever is more: with {electors, number} now, {k, number} papers.',
  'draft.display.turnout': 'Turnout only',
  'draft.display.turnout.hint':
    'No votes are shown before the box is closed. An attentive watcher learns how many have voted and nothing else.',
  'draft.display.live': 'Each vote as it comes',
  'draft.display.live.hint':
    'Changes with every paper. Who sees a neighbour press send may learn what they voted. Only for votes that need not be secret.',

  'draft.preview': 'On the device',
  'draft.preview.hint':
    'The same picture as on a deputy’s device. Try it: nothing is sent and nothing is kept.',
  'draft.preview.untitled': '(no title)',
  'draft.preview.unnamed': '(no name)',
  'draft.preview.waiting': 'Appears once seats and items are filled in.',

  'quorum.enrolled.more': 'More than {fraction} of the enrolled are present',
  'quorum.enrolled.atLeast': 'At least {fraction} of the enrolled are present',
  'quorum.registered.more': 'More than {fraction} of the enrolled take part',
  'quorum.registered.atLeast': 'At least {fraction} of the enrolled take part',
};
