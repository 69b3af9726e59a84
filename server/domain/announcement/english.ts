import type { MajorityBase, MajorityRule } from '../round/rules.ts';
import type { Papers, Words } from './words.ts';

const n = (value: number) => value.toLocaleString('en-GB');
const list = (names: readonly string[]) => names.join('; ');
const ACTS = { election: 'election', evaluation: 'rating', vote: 'vote' } as const;
const seatsOf = (seats: number) => `${n(seats)} ${seats === 1 ? 'seat' : 'seats'}`;

/** The same announcement for whoever reads the page in English. */
export const english: Words = {
  opening: (act, title) => `I announce the result of the ${ACTS[act]} on “${title}”.`,
  roll: ({ enrolled, present, voters }) =>
    voters
      ? `The constituency has ${n(enrolled)} voters; ${n(present)} took part.`
      : `${n(enrolled)} are enrolled at this meeting, ${n(present)} are present.`,
  papers: (act, papers, voters) => {
    const { validity } = papers;
    const counted =
      validity === null
        ? ''
        : `, of which ${n(validity.valid)} are valid and ${n(validity.invalid)} invalid`;
    const enough = voters ? 'More than half of all voters took part. ' : '';
    return `${boxOf(papers)}${counted}. ${enough}No more papers were collected than issued: the ${ACTS[act]} is valid.`;
  },
  void: (act, papers) =>
    `${boxOf(papers)}. More papers were collected than issued: the ${ACTS[act]} is void and has to be held again.`,
  inquorate: (act, papers, voters) =>
    voters
      ? `${boxOf(papers)}. No more than half of all voters took part: the election is void.`
      : `${boxOf(papers)}. The quorum was not reached: the ${ACTS[act]} does not stand and the papers are not counted.`,
  votes: (_of, ranking) => (ranking ? 'The points, most first, are:' : 'The votes are:'),
  item: (number, { title, for: yes, against, abstain, void: broken }) =>
    `${n(number)}. ${title}: ${n(yes)} for, ${n(against)} against, ${n(abstain)} abstaining${
      broken > 0 ? `, ${n(broken)} void` : ''
    }.`,
  points: (number, { title, points, for: papers }) =>
    `${n(number)}. ${title}: ${n(points ?? 0)} points, ranked on ${n(papers)} papers.`,
  motion: ({ for: yes, against, abstain, void: broken }) =>
    `${n(yes)} for, ${n(against)} against, ${n(abstain)} abstaining${
      broken > 0 ? `, ${n(broken)} void` : ''
    }.`,
  written: (items) =>
    `Written in: ${list(items.map(({ title, for: yes }) => `${title}, ${n(yes)}`))}.`,
  rules: (of, rules, needed) => {
    const who =
      of === 'chosen'
        ? 'a candidate is elected'
        : of === 'elected'
          ? 'an item is taken'
          : 'an item passes';
    const texts = rules.map(ruleOf).join(' and ');
    return `Under the rules of this vote ${who} with ${texts}${
      needed === null ? '' : `: ${n(needed)} or more`
    }.`;
  },
  motionOutcome: (title, passed) => `${title} is ${passed ? 'passed' : 'not passed'}.`,
  elected: (of, names) =>
    `${of === 'chosen' ? 'Elected' : of === 'elected' ? 'Taken' : 'Passed'} (${n(names.length)}): ${list(names)}.`,
  none: (of, missedRule) => {
    const none = {
      chosen: 'nobody is elected',
      elected: 'none is taken',
      passed: 'none has passed',
    }[of];
    const thing = of === 'chosen' ? 'candidate' : 'item';
    return missedRule
      ? `No ${thing} reached the votes needed; ${none}.`
      : `${none.charAt(0).toUpperCase()}${none.slice(1)}.`;
  },
  tied: (names, votes, ranking) =>
    `${list(names)} have equal ${ranking ? 'points' : 'votes'}: ${n(votes)} each.`,
  runoff: (of, seats, rest) =>
    `Another vote among the ${of === 'chosen' ? 'candidates' : 'items'} with equal votes decides ${
      rest ? 'the remaining ' : ''
    }${seatsOf(seats)}.`,
  supplementary: (of, seats, names) =>
    `${seatsOf(seats)} ${seats === 1 ? 'is' : 'are'} open; another ${
      of === 'chosen' ? 'election' : 'vote'
    } is held among ${list(names)}.`,
  vacant: (seats, rest) =>
    `${rest ? 'The remaining ' : ''}${seatsOf(seats)} ${seats === 1 ? 'stays' : 'stay'} vacant.`,
  nextSession: (seats, rest) =>
    `${rest ? 'The remaining ' : ''}${seatsOf(seats)} ${seats === 1 ? 'is' : 'are'} left to the next session.`,
  rated: (title, counts, { abstain, invalid }, grade) => {
    const parts = [
      ...counts.map(({ grade: name, count }) => `${name} ${n(count)}`),
      ...(abstain === null ? [] : [`abstaining ${n(abstain)}`]),
      ...(invalid > 0 ? [`void ${n(invalid)}`] : []),
    ];
    return `${title}: ${parts.join(', ')}${grade === null ? '' : `; the grade is ${grade}`}.`;
  },
  scored: (title, total, grade) =>
    `${title}: ${total ?? '—'} points${grade === null ? '' : `; the grade is ${grade}`}.`,
  grade: (scale, id) => scale.find((grade) => grade.id === id)?.label || id.replaceAll('_', ' '),
};

function boxOf({ issued, collected }: Papers): string {
  const missing = issued - collected;
  return `${n(issued)} papers were issued and ${n(collected)} collected${
    missing > 0 ? `, ${n(missing)} not returned` : ''
  }`;
}

const BASES: Record<MajorityBase, string> = {
  enrolled: 'all enrolled',
  present: 'all present',
  issued: 'all papers issued',
  collected: 'all papers collected',
  valid: 'all valid papers',
};

function ruleOf({ base, fraction, strict, class: of }: MajorityRule): string {
  const who = of === undefined ? '' : ` of the group “${of.replaceAll('_', ' ')}”`;
  const share = fraction === '1/2' && strict ? 'half' : fraction;
  return `approvals${who} of ${strict ? 'more than' : 'at least'} ${share} of ${BASES[base]}`;
}
