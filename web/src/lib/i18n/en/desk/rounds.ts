import type { rounds as zh } from '../../zh/desk/rounds.ts';

export const rounds: Record<keyof typeof zh, string> = {
  'rounds.hint':
    'In the order of the agenda. The presider sees a round once it was handed over; when the vote opens it is frozen.',
  'rounds.create': 'New round',
  'rounds.empty': 'There is no round yet',
  'rounds.empty.do': 'Make one: title, items and rules, then hand it to the presider.',
  'rounds.position': 'No.',
  'rounds.state': 'State',
  'rounds.number': 'Item {number, number}',
  'rounds.ready': 'Handed to the presider, waiting for the vote',
  'rounds.ready.do':
    'Take it back to change it; the presider doesn’t see it until it is handed over again.',
  'rounds.backToDraft': 'Back to draft',
  'rounds.frozen': 'The vote was opened; its content is frozen',
  'rounds.frozen.do': 'The result stands here once the presider has announced it.',
  'rounds.voted': 'Voted',
  'rounds.result':
    '{act, select, election {Result of the election} evaluation {Result of the evaluation} other {Result}}',
  'rounds.publish': 'Publish',
  'rounds.publish.ask': 'Publish the result of this round?',
  'rounds.publish.hint': 'Anybody can then read it on the web. It can’t be taken back.',
  'rounds.published': 'The result is published',
  'rounds.public': 'Open the public page',
  'rounds.up': 'Move “{title}” up',
  'rounds.down': 'Move “{title}” down',
  'rounds.rules': 'Rules and items',
  'rounds.export': 'Export JSON',
  'rounds.export.none':
    'Counted by hand: there are no papers to export. All figures are in the tally report and in the published result.',
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

  'draft.items.count': '({count, number})',
  'draft.items.none': 'At least one item is needed',
  'draft.items.add': 'Add an item',
  'draft.items.keys':
    'Enter adds the next, Alt+↑ ↓ moves, and several lines can be pasted at once.',
  'draft.items.paste': 'Paste many',
  'draft.items.paste.hint':
    'One item a line, copied from a document or a sheet; numbering at the start is dropped. Columns for category, responsible unit, investment and a brief are read where the first line names them.',
  'draft.items.paste.take': 'Add {count, plural, one {# item} other {# items}}',
  'draft.item': 'Name of item {number, number}',
  'draft.item.up': 'Move item {number, number} up',
  'draft.item.down': 'Move item {number, number} down',
  'draft.item.remove': 'Delete item {number, number}',
  'draft.item.facts': 'What is said of item {number, number}: brief, responsible unit …',
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
  'draft.shortfall.supplementary':
    'A further {of, select, chosen {election} other {{body, select, town {vote} other {selection}}}} for the open seats',
  'draft.shortfall.vacant': 'Seats stay vacant',
  'draft.shortfall.next_session': 'Left to the next session',

  'draft.display': 'What the projector shows during the vote',
  'draft.display.short': 'Projector shows',
  'draft.display.batched': 'Votes in groups',
  'draft.display.batched.hint':
    'A group is shown each time a fixed number of papers has come. When, and of how many, depends on their number alone, never on what stands on them.',
  'draft.display.batched.plan':
    'With {two, number} papers in the box the sums of the first {one, number} are shown, with {three, number} those of the first {two, number}, and so on; the rest, {one, number} at least, comes with the result.',
  'draft.display.batched.none':
    'The first group would be shown with {two, number} papers in the box; {electors, number} may vote now, so no votes are shown during the vote.',
  'draft.display.batched.learns':
    'Who watches from the start who presses when learns the sums of {groups, number} groups (of {least, number} people at least). The chance that one of them is of one mind on some item, so that it is known how each of its people voted on it: {nine} where each item has 90 % in favour, {seven} where it has 70 %.',
  'draft.display.group': 'Papers in a group',
  'draft.display.group.hint':
    '5 or more; left empty, 10 or a tenth of those on the roll, whichever is more ({k, number} now).',
  'draft.display.group.wrong': 'A whole number from 5 to 10000, or nothing',
  'draft.display.turnout': 'Turnout only',
  'draft.display.turnout.hint':
    'No votes are shown before the result is announced, only how many have voted. (The default.)',
  'draft.display.turnout.learns':
    'Who watches learns who voted when. The result tells how each voted on an item only where all are of one mind on it; the chance of that: {nine} where each item has 90 % in favour, {seven} where it has 70 %.',
  'draft.display.live': 'Each vote as it comes',
  'draft.display.live.hint': 'Changes with every paper. Only for votes that need not be secret.',
  'draft.display.live.learns':
    'Each of {electors, number} papers can be read off: who sees somebody press send and the figures change knows that whole paper.',
  'draft.display.assumed':
    'Computed for all {electors, number} on the roll now voting, and for {items, number} {items, plural, one {item} other {items}}, as if people and items were independent and all who are not in favour marked alike. The more people agree, the more items and the smaller the groups, the higher the chance. A presider who reads the list of who has not voted knows as much as such a watcher.',
  'draft.display.unknown': 'Once there is a roll, it is computed here what a watcher could learn.',
  'draft.display.chance.below': 'below 0.1 %',
  'draft.display.chance.about': 'about {percent}',
  'draft.display.chance.above': 'above 99.9 %',
  'draft.display.noFigures':
    'Of ratings and scorecards only the turnout is shown before the result is announced.',

  'draft.preview': 'On the device',
  'draft.preview.paper':
    'This round is on paper and is not shown on tablets; once handed over its ballot paper can be printed from the documents.',
  'draft.preview.hint':
    'The same picture as on a deputy’s device. Try it: nothing is sent and nothing is kept.',
  'draft.preview.untitled': '(no title)',
  'draft.preview.unnamed': '(no name)',
  'draft.preview.waiting': 'Appears once seats and items are filled in.',

  'quorum.enrolled.more': 'More than {fraction} of the enrolled are present',
  'quorum.enrolled.atLeast': 'At least {fraction} of the enrolled are present',
  'quorum.registered.more': 'More than {fraction} of the enrolled take part',
  'quorum.registered.atLeast': 'At least {fraction} of the enrolled take part',

  'draft.kind.package': 'One question as a whole: for, against or abstain.',
  'draft.kind.election': 'Choose a given number of persons; other names can be written in.',
  'draft.kind.rating': 'One grade for each object, such as satisfied or not satisfied.',
  'draft.kind.scorecard': 'Scores on several indicators for each object, put together by weight.',
  'draft.kind.rank': 'Places 1, 2, 3 …; the better the place, the more points.',
  'draft.items.of.choose': 'Candidates',
  'draft.items.of.each': 'Items',
  'draft.items.of.package': 'Question',
  'draft.items.of.election': 'Candidates',
  'draft.items.of.rating': 'Objects',
  'draft.items.of.scorecard': 'Objects',
  'draft.items.of.rank': 'Items to be ranked',
  'draft.question': 'Question',
  'draft.question.hint': 'Write out what is voted on, such as “Resolution on …”.',
  'draft.question.several': 'A vote on a whole has one question: keep one, or vote on each item',
  'draft.writeIns': 'Other names can be written in',
  'draft.writeIns.do':
    'Whoever opposes a candidate may write in another person; abstaining allows none. There can be as many names as candidates opposed, and approvals and names together stay within the seats. Names written in are counted like candidates.',
  'draft.places': 'Places',
  'draft.places.hint':
    'As many places as everybody may give, from the first on, and as many as are taken in the end.',
  'draft.places.lacking': '{seats, number} places, but only {candidates, number} items',
  'draft.rank.rule':
    'The first place has as many points as there are places, each further one a point less; most points win, there is no majority.',
  'draft.line.up': 'Move up: {name}',
  'draft.line.down': 'Move down: {name}',
  'draft.line.remove': 'Delete: {name}',
  'draft.scale': 'Scale',
  'draft.scale.between': ' / ',
  'draft.scale.S3': 'The usual three grades.',
  'draft.scale.S3U': 'With “不了解” (doesn’t know): counted apart and outside the base.',
  'draft.scale.S4': 'Four grades, one more between satisfied and basically satisfied.',
  'draft.scale.G4':
    'Four grades. The same word ranks differently from place to place; the order here is what counts.',
  'draft.scale.C3': 'For reports on duty.',
  'draft.grades': 'Grades',
  'draft.grades.hint': 'Best first. They can be renamed, added and deleted.',
  'draft.grades.add': 'Add a grade',
  'draft.grade.label': 'Name',
  'draft.grade.excluded': 'Outside the base',
  'draft.scale.wrong': 'At least one grade has to count',
  'draft.blank': 'An object without a tick',
  'draft.blank.invalid': 'Is invalid for this object',
  'draft.blank.invalid.hint':
    'The paper is not among the valid ones of this object; it counts for the others.',
  'draft.blank.abstain': 'Abstains',
  'draft.blank.abstain.hint':
    'It stays in the base of valid papers without being any grade, so every share gets smaller.',
  'draft.profile': 'How the grade is found',
  'draft.profile.none': 'Counts only, no grade',
  'draft.profile.none.source': 'The result lists votes and shares of each grade.',
  'draft.profile.P_ZH': 'Satisfied by more than half of all enrolled',
  'draft.profile.P_ZH.source':
    'Else basically satisfied, if both grades together are more than half; exactly half is not. Seen in Zhenhai, 2021.',
  'draft.profile.P_TY': 'Dissatisfied by more than half of the papers: to be put right',
  'draft.profile.P_TY.source':
    'Put right and reported again; else it passes. Seen in Taiyuan, 2011.',
  'draft.profile.P_DW': 'Competent from 80% of the papers, basically competent from 50%',
  'draft.profile.P_DW.source':
    'Else incompetent; exactly 80% and 50% belong to the better grade. Seen in Dawu.',
  'draft.profile.P_SG': 'Satisfied by at least 70% of the valid papers',
  'draft.profile.P_SG.source': 'Below 70% it has to be put right once more. Seen in Shigu.',
  'draft.profile.P_DEFAULT': 'Satisfied by more than half, and both grades together at least 80%',
  'draft.profile.P_DEFAULT.source':
    'Both together at least 50%: basically satisfied; else not. Of valid papers. This system’s own proposal; no source has exactly this.',
  'draft.profile.own':
    'Rules of its own are in force. They stay as long as nothing above is chosen.',
  'draft.profile.onlyNone': 'There is no ready rule for these grades; the result lists counts.',
  'draft.weights.own': 'Classes are weighed by rules of their own, which stay.',
  'draft.indicators': 'Indicators',
  'draft.indicators.hint':
    'Weights can be written as 20%, 0.2 or 1/5 and have to make exactly 100%. Scores have at most two decimals.',
  'draft.indicators.add': 'Add an indicator',
  'draft.indicators.even': 'Same weight for all',
  'draft.indicators.sum': 'Weights make {percent}%',
  'draft.indicators.sum.wrong': 'Weights make {percent}%, not exactly 100%',
  'draft.indicators.noSum': 'Fill in every weight',
  'draft.indicators.none': 'At least one indicator is needed',
  'draft.indicator.name': 'Name',
  'draft.indicator.first': 'Overall',
  'draft.indicator.min': 'Lowest',
  'draft.indicator.max': 'Highest',
  'draft.indicator.weight': 'Weight',
  'draft.indicator.twice': 'Another indicator has the same name',
  'draft.indicator.range': 'Fill in the range; the lowest is not above the highest',
  'draft.indicator.weight.wrong': 'Write the weight as 20%, 0.2 or 1/5',
  'draft.bands': 'Grades by total',
  'draft.bands.none': 'Totals only, no grade',
  'draft.bands.none.source': 'The result lists the mean of each indicator and the total.',
  'draft.bands.P_SCORE_100': 'Satisfied from 80, basically satisfied from 60',
  'draft.bands.P_SCORE_100.source': 'Else dissatisfied. Seen in Ruzhou.',
  'draft.bands.P_SCORE_4': 'Satisfied from 85, fairly from 75, basically from 60',
  'draft.bands.P_SCORE_4.source':
    'Else dissatisfied; of the mean of five indicators. From a published scoring rule.',
  'draft.bands.list': 'Bands',
  'draft.bands.hint': 'From the top down; a total that reaches the bound has the grade.',
  'draft.bands.add': 'Add a band',
  'draft.band.grade': 'Grade',
  'draft.band.min': 'From',
  'draft.band.wrong': 'A number, below that of the band above',
  'draft.quorum.Q_VOTERS': 'More than half of all voters take part',
  'draft.quorum.Q_VOTERS.source':
    'Direct elections of deputies (Electoral Law, art. 45). Known once the box is closed. ',
  'draft.majority.M_DEPUTIES_AND_2_3':
    'More than half of the deputies and more than two thirds of all papers',
  'draft.majority.M_DEPUTIES_AND_2_3.source':
    'More than half of the enrolled deputies, and more than two thirds of the papers collected. Classes are counted apart, so everybody votes on tablets. Seen in a residents’ council.',
  'draft.majority.M_1_3_GE_COLLECTED': 'Approvals of at least a third of the papers collected',
  'draft.majority.M_1_3_GE_COLLECTED.source':
    'In another election for open seats: most votes, but at least a third (Electoral Law, art. 45).',
  'rounds.box.publish': 'Publish the box',
  'rounds.box.scrutineers': 'This round gives its box to the scrutineers after the announcement.',
  'rounds.box.public': 'This round publishes its box to everybody after the announcement.',
  'rounds.box.ask.scrutineers': 'Give the box to the scrutineers?',
  'rounds.box.ask.public': 'Publish the box to everybody?',
  'rounds.box.ask.hint': 'It can’t be taken back. The hash of the file is written into the log.',
  'rounds.box.done.scrutineers': 'The box was given to the scrutineers: {time}',
  'rounds.box.done.public': 'The box was published to everybody: {time}',
  'rounds.box.hash': 'SHA-256 of the file: {sha256}',
  'draft.box': 'Publication of the box after the announcement',
  'draft.box.short': 'Publication of the box',
  'draft.box.off': 'Not published',
  'draft.box.off.hint':
    'Nobody gets the receipts, so that nobody can prove how they voted. Staff can still export the papers without name, receipt or time, to check the count.',
  'draft.box.scrutineers': 'To the scrutineers only',
  'draft.box.scrutineers.hint':
    'Scrutineers get all papers with their receipts on their own devices and can count them again. They see what is on each paper, not whose it is; but whose receipt a scrutineer knows, that paper they know. Other deputies’ tablets show nothing.',
  'draft.box.public': 'To everybody',
  'draft.box.public.hint':
    'Anybody can download all papers with their receipts and count them; a deputy’s tablet checks that its own paper is there, and can show it. The price: with the receipt a deputy can prove to others how they voted, and so can be bought or pressed; and a paper marked in an agreed way can be recognised.',
  'draft.medium': 'How papers are cast',
  'draft.medium.tablet': 'Tablets',
  'draft.medium.tablet.hint':
    'Everybody votes on a tablet; the count is made when the box is closed.',
  'draft.medium.paper': 'Paper',
  'draft.medium.paper.hint':
    'Everybody votes on paper; two tellers enter the papers independently and settle the differences.',
  'draft.medium.mixed': 'Mixed',
  'draft.medium.mixed.hint':
    'The roll says who votes on paper, everybody else on tablets; all are counted together. During the vote the projector shows turnout only.',
  'draft.medium.figures': 'Counted by hand, entered as figures',
  'draft.medium.figures.hint':
    'Paper ballots counted by hand in the hall. Two tellers enter all figures; when they agree there is a result. There are no papers to export.',
  'draft.medium.figures.kind': 'This kind can’t be entered as figures',
  'draft.medium.figures.kind.do':
    'Counting by hand is for votes for and against and for elections. Choose another way to vote.',
  'draft.medium.classes': 'A rule by class needs tablets',
  'draft.medium.classes.do':
    'A paper doesn’t say whose class it is. Choose tablets, or another rule.',
  'rounds.draft.reading': 'A draft: it may change before it is handed over',
  'rounds.entry': 'Paper ballots: record and entry',
  'rounds.entry.hint': 'Papers issued and collected; tellers enter them here.',
  'rounds.follows.runoff': 'Another vote among the tied items of “{title}”',
  'rounds.follows.supplementary': 'Another vote for the open seats of “{title}”',
  'rounds.follows.revote': 'A new vote in place of “{title}”, which does not stand',
  'rounds.follows.open': 'Open that round',
  'rounds.successor': 'The round that follows: no. {number, number}, “{title}”',
  'rounds.successor.open': 'Open it',
  'rounds.follow.runoff':
    'Items are tied: another vote decides {seats, plural, one {# seat} other {# seats}}',
  'rounds.follow.supplementary':
    '{seats, plural, one {# seat is} other {# seats are}} still open: another vote is needed',
  'rounds.follow.revote': 'This round doesn’t stand: it can be voted on anew',
  'rounds.follow.do':
    'It goes straight onto the agenda, to be opened by the presider; those who vote are the electors of this round who are still present.',
  'rounds.follow.make.runoff': 'Prepare the runoff',
  'rounds.follow.make.supplementary': 'Prepare the supplementary vote',
  'rounds.follow.make.revote': 'Prepare the new vote',
  'rounds.follow.again':
    'Vote anew by decision of the {body, select, town {presidium} other {working committee}}',
  'rounds.follow.again.hint':
    'This round no longer stands; the new one takes its place. The reason goes into the audit log and can’t be taken back.',
  'rounds.follow.reason': 'Reason',
  'draft.byElection': 'By-election of a constituency',
  'draft.byElection.hint':
    'Voters of a constituency elect a deputy; the figures are entered after the count by hand. Valid when more than half of the voters take part; elected with more than half of those.',
};
