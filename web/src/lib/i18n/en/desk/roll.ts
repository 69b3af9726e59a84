import type { roll as zh } from '../../zh/desk/roll.ts';

export const roll: Record<keyof typeof zh, string> = {
  'roll.class': 'Capacity',
  'roll.entitled': 'Right to vote',
  'roll.attendance': 'Attendance',
  'roll.attendance.absent': 'Absent',
  'roll.attendance.present': 'Present',
  'roll.attendance.on_leave': 'On leave',
  'roll.attendance.hint':
    'Signing in on a device marks people present. Here staff can mark leave or presence for them.',
  'roll.observer.hint': 'Observers never vote.',
  'roll.keep': 'Leave as it is',
  'roll.figures':
    '{all, number} on the roll: {enrolled, number} enrolled, {present, number} present, {onLeave, number} on leave',
  'roll.empty': 'The roll is empty',
  'roll.empty.do': 'Add those who belong to the meeting; all deputies can be added at once.',
  'roll.editTicked': 'Change {count, plural, one {# selected} other {# selected}}',
  'roll.partly': '{done, number} of {all, number} done, the others were not changed.',
  'roll.remove': 'Take off the roll',
  'roll.remove.ask': 'Take {count, plural, one {# person} other {# people}} off the roll?',
  'roll.remove.hint':
    'Only possible before the first vote was opened. Their cards stop working; they stay among the people.',
  'roll.add': 'Add to the roll',
  'roll.add.hint':
    'Select who is to be added, then confirm. Without a capacity chosen, everybody’s roles decide.',
  'roll.add.all': 'Select all: {role} ({count, number})',
  'roll.add.none': 'Select nobody',
  'roll.add.byRole': 'As everybody’s roles say',
  'roll.add.usual': 'Would be added as',
  'roll.add.confirm': 'Add {count, plural, one {# person} other {# people}}',
  'roll.add.empty': 'Nobody is left to add',
  'roll.add.empty.do':
    'All active people are on the roll already. Add people or import a roster first if somebody is missing.',
  'roll.add.back': 'Back to the roll',
  'roll.medium': 'Votes on',
  'roll.medium.hint': 'Counts where a round has both tablets and paper; otherwise it does nothing.',
  'roll.medium.of': 'How {name} votes',
  'roll.medium.tablet': 'Tablet',
  'roll.medium.paper': 'Paper',
};
