import type { chair as zh } from '../zh/chair.ts';

export const chair: Record<keyof typeof zh, string> = {
  'chair.title': 'Chair',
  'chair.signIn.title': 'Sign in at the chair',
  'chair.signIn.hint': 'Use the name and password the staff gave you.',
  'chair.signIn.name': 'Name',
  'chair.signIn.password': 'Password',
  'chair.signIn.show': 'Show password',

  'chair.noMeeting': 'There is no such meeting here',
  'chair.noMeeting.do':
    'It may be another assembly’s, or the address is wrong. You are still signed in: choose from the list of meetings.',
  'chair.meetings.title': 'Choose a meeting',
  'chair.meetings.empty': 'There is no meeting yet',
  'chair.meetings.empty.do': 'Ask the staff to set one up at their desk, then reload this page.',
  'chair.meetings.now': 'Today and in session',
  'chair.meetings.upcoming': 'Later meetings',
  'chair.meetings.past': 'Earlier meetings',
  'chair.meetings.rounds': '{count, plural, =0 {no votes} one {# vote} other {# votes}}',
  'chair.meetings.present': '{present, number} present of {enrolled, number}',
  'chair.meetings.all': 'All meetings',

  'chair.theme': 'Brightness',
  'chair.theme.light': 'Light',
  'chair.theme.dark': 'Dark',

  'chair.live': 'Live',
  'chair.live.http': 'Live (every few seconds)',
  'chair.live.http.hint':
    'The network allows no lasting connection, so the page asks every few seconds. Everything works as usual.',
  'chair.stale.title': 'The connection is lost; this is how things stood at {time}',
  'chair.stale.safe':
    'The votes are kept by the server whatever happens to this computer’s network.',
  'chair.stale.do': 'It reconnects by itself; check the network of this computer.',

  'chair.roll.title': 'Attendance',
  'chair.roll.absent': 'Not here',
  'chair.quorum': 'Quorum',
  'chair.quorum.none': 'This vote needs no quorum',
  'chair.quorum.meeting.none': 'This meeting asks for no quorum',
  'chair.quorum.unknown': 'No vote chosen',
  'chair.quorum.byPapers': 'of those who vote, known after voting',
  'chair.quorum.reached': 'reached',
  'chair.quorum.missing': '{count, plural, one {# more needed} other {# more needed}}',
  'chair.quorum.papers.reached':
    '{papers, number} have voted, the {needed, number} needed are reached',
  'chair.quorum.papers.missing': '{needed, number} must vote, {missing, number} are missing',

  'chair.self.absent': 'I am here',
  'chair.self.hint': 'You are on the roll and not counted as present yet',
  'chair.steps': 'Ceremony',
  'chair.steps.at': 'Step {at, number} of {of, number}',
  'chair.step.start': 'Start',
  'chair.step.rules': 'Rules',
  'chair.step.officers': 'Scrutineers',
  'chair.step.optional': 'not recorded; holds up nothing',
  'chair.step.record': 'Record',
  'chair.step.present': 'Present',
  'chair.step.quorum': 'Quorum',
  'chair.step.open': 'Open',
  'chair.step.close': 'Close',
  'chair.step.count': 'Count',
  'chair.step.announce': 'Announce',
  'chair.step.publish': 'Publish',
  'chair.step.done': 'done',
  'chair.step.now': 'now',
  'chair.step.ahead': 'to come',
  'chair.step.dropped': 'not held',
  'chair.figure.item': 'Item {position, number}',
  'chair.figure.quorum': '{present, number} (needs {needed, number})',
  'chair.figure.present': '{present, number} present',
  'chair.figure.afterVoting': 'known after voting',
  'chair.figure.missing': '{missing, number} missing',
  'chair.figure.electors': '{time} · {electors, number}',
  'chair.figure.turnout': '{papers, number} of {electors, number}',
  'chair.figure.collected': '{collected, number} of {issued, number}',
  'chair.figure.papers': '{valid, number} valid, {invalid, number} invalid',

  'chair.figure.signed': '{signed, number} of {needed, number} signed',
  'chair.figure.hands': '{for, number} of {present, number}',
  'chair.figure.officers': '{scrutineers, number} + {tellers, number} tellers',

  'chair.roundOf': 'Item {position, number}',
  'chair.notOnFloor': 'This item is not on the projector now',
  'chair.act.start': 'Start the meeting',
  'chair.act.present': 'Show item {position, number} on the projector',
  'chair.act.open': 'Open voting',
  'chair.act.close': 'Close the box',
  'chair.act.count': 'Count',
  'chair.act.announce': 'Announce the result',
  'chair.act.publish': 'Publish the result',
  'chair.act.follow': 'Prepare the next round',
  'chair.act.follow.runoff': 'Prepare the vote among the tied',
  'chair.act.follow.supplementary': 'Prepare the vote for the open seats',
  'chair.act.follow.revote': 'Prepare the new vote',
  'chair.act.recount': 'Count again',
  'chair.act.revote':
    'New vote by decision of the {body, select, town {presidium} other {working committee}}',
  'chair.act.end': 'End the meeting',
  'chair.act.end.short': 'End meeting',
  'chair.what.start': 'Then items can be shown on the projector and put to the vote.',
  'chair.what.present':
    'The projector and the voting devices show “{title}”; nobody can vote on it yet.',
  'chair.what.open':
    'Papers appear on the voting devices. The electorate and the rules are fixed from then on.',
  'chair.what.close':
    'No more votes are taken: what comes later is refused, and the box can’t be opened again.',
  'chair.what.count':
    'The stored papers are counted afresh and compared with the live tally. Only you see the result first.',
  'chair.what.announce':
    'The result appears on the projector and the voting devices. Read out the announcement below first.',
  'chair.what.publish': 'The result goes on the public web page, where anyone can read it.',
  'chair.what.follow.runoff':
    'Makes a round of the tied items from the count and puts it on the agenda, not yet on the projector.',
  'chair.what.follow.supplementary':
    'Makes a round for the open seats from the count and puts it on the agenda, not yet on the projector.',
  'chair.what.follow.revote':
    'Makes a round of the same items and rules and puts it on the agenda, not yet on the projector.',
  'chair.what.recount.corrected':
    'Something in the box was corrected after the count, so that the version made no longer agrees with it: give the reason and count again; the scrutineers sign anew.',
  'chair.what.recount':
    'Until every scrutineer has signed, the count can be corrected and made again; signatures so far lapse.',
  'chair.what.revote':
    'Needs a written reason. Makes a new round; the papers and the result so far are kept on record.',
  'chair.what.end':
    'Everything on the agenda has been voted on. After the end no vote can be opened.',
  'chair.none.nothing_ready': 'There is nothing ready to vote on',
  'chair.none.nothing_ready.do':
    'Ask the staff to prepare the next item at their desk; it appears on the agenda by itself.',
  'chair.none.round_to_prepare': 'Another vote has to be prepared',
  'chair.none.round_to_prepare.do':
    'The staff prepare it at their desk; it appears on the agenda by itself. If it isn’t held today, end the meeting.',
  'chair.none.meeting_closed': 'The meeting has ended',
  'chair.none.meeting_closed.do': 'The results can be looked up from the agenda.',
  'chair.obstacle.quorum_missing':
    '{present, number} present of {enrolled, number} enrolled, {missing, plural, one {# person} other {# people}} missing',
  'chair.obstacle.quorum_missing.do':
    'The quorum is {needed, number}. The figure follows as deputies sign in; then {act, select, start {the meeting can be opened} decide {hands can be counted} other {voting can begin}}.',
  'chair.obstacle.nobody_present': 'Nobody has signed in yet',
  'chair.obstacle.nobody_present.do': 'Wait for the deputies to sign in.',
  'chair.obstacle.count_unread': 'The count is not on the page yet',
  'chair.obstacle.count_unread.do': 'It can be announced once you see it.',
  'chair.obstacle.signatures_missing':
    '{missing, plural, one {# scrutineer has} other {# scrutineers have}} not signed yet',
  'chair.obstacle.signatures_missing.do':
    'The result can be announced once every scrutineer has signed on a device of their own.',
  'chair.obstacle.signatures_unread': 'Reading who has signed',
  'chair.obstacle.signatures_unread.do': 'Every scrutineer signs before the announcement.',
  'chair.obstacle.box_unread': 'Reading how far the paper ballots are',
  'chair.obstacle.box_unread.do': 'They are entered and compared before anything is counted.',
  'chair.obstacle.box.stock.do':
    'A teller or the staff fill in the record of paper ballots: printed, issued and so on.',
  'chair.obstacle.box.collected.do':
    'Open the box and count the papers; a teller or the staff fill in how many were collected.',
  'chair.obstacle.box.two_tellers.do':
    'Two tellers enter them independently, each on a device. Without tellers, the meeting appoints them first.',
  'chair.obstacle.box.entries.do':
    'When both tellers say that they are done, the entries are compared.',
  'chair.obstacle.box.number_of_entries.do':
    'The tellers add or remove papers, or the number collected is corrected.',
  'chair.obstacle.box.record_differs.do':
    'Check which is right; then tellers correct the figures, or the record is corrected.',
  'chair.obstacle.box.differences.do':
    'Both tellers look at the papers that differ; whoever misread one corrects it.',
  'chair.obstacle.another_round_open': 'Item {position, number}, “{title}”, is not finished',
  'chair.obstacle.another_round_open.do':
    'Close, count and announce item {position, number} first.',
  'chair.obstacle.goThere': 'Go to item {position, number}',

  'chair.items': 'To be voted on ({count, number})',
  'chair.task.pass': 'Passes with {rule}',
  'chair.turnout': 'Turnout',
  'chair.turnout.voted': 'voted',
  'chair.turnout.electors': 'electors',
  'chair.turnout.remaining': 'to come',
  'chair.turnout.tablets': 'Tablets only; the paper ballots are counted when the box is opened',
  'chair.turnout.all': 'Everyone has voted',
  'chair.turnout.label': '{papers, number} of {electors, number} have voted',
  'chair.waiting': 'Who has not voted',
  'chair.waiting.title': 'Not voted yet: {count, number}',
  'chair.waiting.none': 'Everybody with a tablet has voted.',
  'chair.waiting.hint':
    'Names only, never how anybody voted. Each look is in the audit log. Ask people in person; don’t read the list out or project it.',
  'chair.waiting.batched':
    'This round shows its votes in groups: who looks at this list again and again knows who is in each group, and so the sums of those people.',
  'chair.waiting.refresh': 'Refresh',
  'chair.turnout.clock': 'open for',

  'chair.tally': 'Live tally',
  'chair.tally.shown': 'the same as on the projector: {shown, number} of {papers, number} papers',

  'chair.ask.start.title': 'Open the meeting?',
  'chair.ask.start.confirm': 'Open it',
  'chair.ask.start.noQuorum':
    'This meeting has no quorum; {present, number} of {enrolled, number} are present. Open it now?',
  'chair.ask.start.figures':
    '{present, number} of {enrolled, number} are present{rule, select, needed {; the quorum of {needed, number} is met} other {}}.',
  'chair.ask.start.final':
    'From then on hands can be counted and items put on the screen. It can’t go back to being prepared.',
  'chair.ask.open.title': 'Open voting on “{title}”?',
  'chair.ask.open.confirm': 'Open voting',
  'chair.ask.open.electors':
    'The electorate is fixed: the {present, plural, one {# person} other {# people}} present now ({enrolled, number} enrolled{rule, select, needed {, quorum {needed, number}} other {}}).',
  'chair.ask.open.constituency':
    'The voters of the constituency vote, whoever is present here; how many they are and how many took part is entered with the count.',
  'chair.ask.open.rules':
    'The {items, plural, one {# item} other {# items}}, the majority and the display can’t be changed from then on.',
  'chair.ask.open.late': 'Whoever signs in later can’t take part in this vote.',
  'chair.ask.open.final': 'Opening can’t be undone.',
  'chair.ask.close.title': 'Close the box of “{title}”?',
  'chair.ask.close.confirm': 'Close the box',
  'chair.ask.close.missing':
    '{count, plural, one {# elector has not voted} other {# electors have not voted}}',
  'chair.ask.close.turnout.tablet': '{papers, number} of {electors, number} electors have voted.',
  'chair.ask.close.turnout.mixed':
    '{papers, number} of {electors, number} electors on tablets have voted.',
  'chair.ask.close.paper':
    'Everybody who votes on paper has put the paper into the box; it is opened and counted afterwards.',
  'chair.ask.close.late': 'Votes that come later are refused, and their senders are told so.',
  'chair.ask.close.final': 'The box can’t be opened again.',
  'chair.ask.announce.title': 'Announce the result of “{title}”?',
  'chair.ask.announce.confirm': 'Announce',
  'chair.ask.announce.papers':
    '{collected, number} papers collected, {valid, number} valid, {invalid, number} invalid.',
  'chair.ask.announce.elected':
    '{elected, number} of {items, number} items are selected{tied, plural, =0 {} other {, # tied}}.',
  'chair.ask.announce.chosen':
    '{elected, number} of {items, number} candidates are elected{tied, plural, =0 {} other {, # tied}}.',
  'chair.ask.announce.passed':
    '{elected, number} of {items, number} items pass{tied, plural, =0 {} other {, # tied}}.',
  'chair.ask.announce.objects': '{collected, number} papers collected.',
  'chair.ask.announce.shown':
    'The votes and the outcome of every item appear at once on the projector and every voting device.',
  'chair.ask.announce.final': 'It can’t be taken back, and the count can’t be corrected any more.',
  'chair.ask.publish.title': 'Publish the result of “{title}”?',
  'chair.ask.publish.confirm': 'Publish',
  'chair.ask.publish.shown':
    'Anyone can read the votes and outcomes on the public web page without signing in.',
  'chair.ask.publish.final': 'It can’t be taken back.',
  'chair.ask.end.title': 'End the meeting?',
  'chair.ask.end.confirm': 'End the meeting',
  'chair.ask.end.unfinished':
    '{count, plural, one {# item is not finished} other {# items are not finished}}',
  'chair.ask.end.item': '{title}: {left}',
  'chair.ask.end.votes':
    'No further vote can be opened; what was voted on can still be counted, announced and published.',
  'chair.ask.end.final': 'A meeting that has ended can’t be resumed.',

  'chair.overtaken.start': 'Another presider has already started the meeting',
  'chair.overtaken.end': 'Another presider has already ended the meeting',
  'chair.overtaken.present': 'Another presider has already shown an item',
  'chair.overtaken.open': 'Another presider has already opened this vote',
  'chair.overtaken.close': 'Another presider has already closed the box',
  'chair.overtaken.count': 'Another presider has already had it counted',
  'chair.overtaken.follow': 'Somebody else has already made the next round',
  'chair.overtaken.announce': 'Another presider has already announced the result',
  'chair.overtaken.publish': 'The result was already published by somebody else',
  'chair.overtaken.do': 'The page shows how things stand now; there is nothing left to do here.',
  'chair.moved': 'Things have changed meanwhile; this step was not taken',
  'chair.moved.state': 'It stands at “{state}” now; this step was not taken',
  'chair.moved.do': 'The page shows how things stand now; go on with the new next step.',
  'chair.doubt': 'No answer came from the server: “{act}” may or may not have been done',
  'chair.doubt.safe': 'Every vote that was cast is safe on the server.',
  'chair.doubt.do':
    'Once connected the page shows what holds. If it was not done, press again: nothing is done twice.',
  'chair.dismiss': 'Understood',

  'chair.alarm.title': 'The fresh count differs from the live tally; counting has stopped',
  'chair.alarm.safe': 'Every paper is safe, and no result was certified or announced.',
  'chair.alarm.steps': 'Do this:',
  'chair.alarm.1':
    'Announce no figure. You may suspend the sitting, saying that the count is being checked.',
  'chair.alarm.2': 'Call the chief scrutineer, and the system administrator at once.',
  'chair.alarm.3':
    'The administrator examines the audit log and the papers. The box stays closed: no vote is taken.',
  'chair.alarm.4':
    'When the cause is known, press “Count” again; if it still differs, the {body, select, town {presidium} other {working committee}} decides on a new vote.',

  'chair.count.title': 'Counted result',
  'chair.count.private': 'Only the presider sees it before the announcement',
  'chair.count.private.signed':
    'Only the presider and the scrutineers see it before the announcement',
  'chair.count.shown': 'Announced',
  'chair.count.table': 'Table of votes',
  'chair.count.version': 'Count {version, number}, {time}',
  'chair.count.reason': 'Counted again because: {reason}',
  'chair.count.loading': 'Loading the count…',
  'chair.count.rank': 'Rank',
  'chair.count.item': 'Item',
  'chair.count.shareOf': 'Share of {base}',
  'chair.count.outcome': 'Outcome',
  'chair.count.points': 'Points',
  'chair.count.grade': 'Grade',
  'chair.count.total': 'Total',
  'chair.count.line': '{rule}: {needed, number} or more',
  'chair.count.reasons': 'Invalid papers: {reasons}',
  'chair.reason.illegible': '{count, number} illegible',
  'chair.reason.too_many': '{count, number} with too many marks',
  'chair.reason.too_few': '{count, number} with too few marks',
  'chair.reason.bad_ranking': '{count, number} badly ranked',

  'chair.ended.inquorate': 'No quorum: this round does not stand',
  'chair.ended.inquorate.why':
    '{enrolled, number} enrolled, {present, number} present, {collected, number} papers collected. The papers are not counted.',
  'chair.ended.inquorate.do':
    'Declare that the round does not stand. When enough are there, prepare a new round with new papers.',
  'chair.ended.void': 'More papers were collected than issued: this round is void',
  'chair.ended.void.why':
    '{issued, number} issued, {collected, number} collected. The papers are not counted.',
  'chair.ended.void.do':
    'Declare the round void. When the cause is known, prepare a new round with new papers.',
  'chair.follow.runoff':
    'A tie: another vote decides {seats, plural, one {# seat} other {# seats}}',
  'chair.follow.runoff.do': 'After the announcement one press prepares it.',
  'chair.follow.supplementary':
    '{seats, plural, one {# seat is} other {# seats are}} open: another vote is needed',
  'chair.follow.supplementary.do': 'After the announcement one press prepares it.',
  'chair.follow.over':
    'The meeting is closed: no further round can be made in it. Call another meeting if one is needed.',
  'chair.follow.press': 'Press the button above to put that round on the agenda.',
  'chair.follow.made': 'The next round is on the agenda: item {position, number}, “{title}”.',
  'chair.follow.names':
    '{of, select, chosen {Who takes part} other {What is voted on}} ({count, number})',
  'chair.follow.vacant':
    '{seats, plural, one {# seat stays} other {# seats stay}} vacant under the rules',
  'chair.follow.vacant.do': 'There is no further vote; say so with the announcement.',
  'chair.follow.next_session':
    '{seats, plural, one {# seat is} other {# seats are}} left to the next session',
  'chair.follow.next_session.do':
    'There is no further vote at this meeting; say so with the announcement.',

  'chair.words': 'Announcement',
  'chair.words.hint': 'Made from the counted figures, to be read aloud.',
  'chair.words.copy': 'Copy',
  'chair.words.copied': 'Copied',
  'chair.words.copyFailed': 'It could not be copied; the text is selected, press Ctrl+C',
  'chair.words.comma': ', ',
  'chair.rule.half': 'approvals{who} of more than half of {base}',
  'chair.rule.more': 'approvals{who} of more than {fraction} of {base}',
  'chair.rule.atLeast': 'approvals{who} of at least {fraction} of {base}',
  'chair.rule.who': ' of the group “{class}”',
  'chair.rule.fraction': '{num}/{den}',

  'chair.follows.runoff':
    'Another vote among the tied {of, select, chosen {candidates} other {items}} of “{title}”',
  'chair.follows.supplementary': 'Another vote for the open seats of “{title}”',
  'chair.follows.revote': 'A new vote in place of “{title}”, which does not stand',
  'chair.follows.electors':
    'Whoever could vote there and is still here votes; those who signed in later don’t.',
  'chair.follows.carried':
    '{of, select, chosen {Candidates elected} other {Items selected}} before, not voted on again ({count, number})',
  'chair.follows.nothing':
    '{of, select, chosen {Nobody was elected} other {Nothing was selected}} before.',
  'chair.colon': ': ',

  'chair.other': 'In exceptional cases',
  'chair.explain.recount.title': 'Count “{title}” again?',
  'chair.explain.recount.confirm': 'Count again',
  'chair.explain.recount.happens':
    'The stored papers, with the tellers’ corrections, are counted once more: a further version.',
  'chair.explain.recount.safe':
    'The version before is kept on record. Its signatures don’t hold for the new one: scrutineers sign again.',
  'chair.explain.recount.reason': 'Why it is counted again',
  'chair.explain.revote.title': 'Vote anew on “{title}”?',
  'chair.explain.revote.confirm': 'Decide on a new vote',
  'chair.explain.revote.happens':
    'A new round of the same items and rules is put on the agenda. This round ends here.',
  'chair.explain.revote.safe':
    'Its papers and its result are kept as they are. The new round can’t be taken back.',
  'chair.explain.revote.reason':
    'Why the {body, select, town {presidium} other {working committee}} decides so',

  'chair.signatures.loading': 'Reading the signatures…',
  'chair.box': 'Paper ballots',
  'chair.box.electors': '{paper, number} vote on paper, {tablet, number} on tablets',
  'chair.box.byHand':
    'After the close the papers are counted by hand, and two tellers enter the figures, each alone.',
  'chair.box.noStock': 'There is no record of paper ballots yet.',

  'chair.office.chief_scrutineer': 'Chief scrutineer',
  'chair.office.scrutineer': 'Scrutineers',
  'chair.office.chief_teller': 'Chief teller',
  'chair.office.teller': 'Tellers',
  'chair.decisions': 'Decisions',
  'chair.decisions.record': 'Record a show of hands',
  'chair.decisions.empty':
    'None yet. When the meeting adopts the ballot rules or the scrutineers by show of hands, it is recorded here.',
  'chair.decisions.figures':
    '{present, number} present: {for, number} for, {against, number} against, {abstain, number} abstaining, {notRaised, number} without a hand',
  'chair.decisions.by': '{time}, recorded by {name}',
  'chair.decision.kind': 'What is decided',
  'chair.decision.rules': 'The ballot rules',
  'chair.decision.officers': 'Scrutineers and tellers',
  'chair.decision.procedure': 'Another matter of procedure',
  'chair.decision.subject': 'Put to the vote',
  'chair.decision.rules.subject': 'Ballot rules',
  'chair.decision.officers.subject': 'List of scrutineers and tellers',
  'chair.decision.noQuorum':
    'This meeting has no quorum: {present, number} of {enrolled, number} are present',
  'chair.decision.confirm': 'Record',
  'chair.decision.final': 'A record can’t be changed.',
  'chair.decision.needs.subject': 'Say what is put to the vote',
  'chair.decision.needs.officers': 'Choose at least one person',
  'chair.decision.needs.missing': 'Fill in how many are for it',
  'chair.decision.needs.not_whole': 'Whole numbers only, none below zero',
  'chair.decision.needs.fewer':
    '{over, number} more hands than the {present, number} present: check the figures',
  'chair.hands.notRaised': 'No hand',
  'chair.hands.rest': 'Everybody else for it',
  'chair.hands.passes': '{for, number} for; it needs {rule}: passed',
  'chair.hands.fails': '{for, number} for; it needs {rule}: not passed',
  'chair.officers.search': 'Name, number or unit',
  'chair.officers.add': 'Add: {office}',
  'chair.officers.remove': 'Remove {name}',
  'chair.officers.taken': 'named already: {office}',
  'chair.officers.nobody': 'Nobody on the roll is called so',
  'chair.officers.hint':
    'Chosen from the roll of this meeting. Presiders, staff and administrators can’t be scrutineers.',
  'chair.officers.released': 'Whoever held the same office before is released.',
  'chair.officers.other': 'Remove this person and choose somebody else.',
  'chair.officers.busy':
    'A round is not announced yet: scrutineers, and tellers who are entering, can’t change now',
  'chair.officers.busy.do':
    'Where a teller can’t go on, release them first under “Paper ballots”, then appoint the new one. Scrutineers can change after the announcement.',

  'chair.screen': 'On the projector now',
  'chair.screen.none': 'No projector is paired now',
  'chair.screen.theme': 'Projector light or dark',
  'chair.screen.theme.light': 'Light screen',
  'chair.screen.theme.dark': 'Dark screen',
  'chair.agenda.show': 'Show result again',
  'chair.screen.count': '{count, plural, =0 {No projector} one {# projector} other {# projectors}}',
  'chair.screen.pair': 'Pair a projector',
  'chair.screen.pair.hint':
    'Open the projector page of this system on the screen and type the code it shows.',
  'chair.screen.pair.code': 'Pairing code',
  'chair.screen.pair.go': 'Pair',
  'chair.screen.paired': 'Paired: the screen shows this meeting at once',
  'chair.display.is': 'Display: {name}',
  'chair.display.live': 'Every vote',
  'chair.display.live.reveals':
    'The figures move with every paper: a watcher may tell from the change how somebody voted.',
  'chair.display.batched': 'In groups',
  'chair.display.batched.reveals':
    'In groups of {group, number} papers: their sums are shown when {group, number} more have come, whatever stands on them. Who watches the order learns the sums of each group; where a group is of one mind, how each of them voted.',
  'chair.display.batched.before':
    'A group is shown each time a fixed number of papers has come, whatever stands on them. Who watches the order learns the sums of each group; where a group is of one mind, how each of them voted.',
  'chair.display.turnout': 'Turnout only',
  'chair.display.turnout.reveals':
    'Only the number of votes is shown until the announcement: a watcher learns nothing of how they go.',
  'chair.display.same': 'While voting is open you see the same figures as the room, no more.',

  'chair.agenda': 'Agenda',
  'chair.agenda.empty': 'There is nothing on the agenda yet',
  'chair.agenda.empty.do': 'Ask the staff to set up what is voted on at their desk.',
  'chair.agenda.present': 'Show',
  'chair.agenda.view': 'Look',
  'chair.agenda.floor': 'on the projector',
  'chair.agenda.draft': 'the staff prepare it',
  'chair.agenda.blocked': 'after item {position, number}',
  'chair.agenda.replaced': 'voted on anew as item {position, number}',
  'chair.agenda.notStarted': 'after the start',
  'chair.decisions.rule': 'Needs {rule}',
  'chair.decision.majority': 'Majority',
  'chair.decision.majority.half_present': 'More than half of those present',
  'chair.decision.majority.half_enrolled': 'More than half of all enrolled',
  'chair.decision.majority.two_thirds_present': 'Two thirds or more of those present',
  'chair.decision.majority.two_thirds_enrolled': 'Two thirds or more of all enrolled',
  'chair.officers.tellersOnly': 'A round is not announced yet: only tellers can be appointed now',
  'chair.officers.tellersOnly.do':
    'Name those who stay as tellers too: whoever holds the same office and isn’t named is released.',
};
