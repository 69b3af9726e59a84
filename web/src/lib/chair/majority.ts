import type { MajorityRule } from '$domain/round/rules.ts';
import type { ItemsResult } from '$domain/result.ts';
import type { Bases } from '../ballot/majority-line.ts';
import type { Count } from './situation.ts';
import type { Say } from '../i18n/say.ts';

/** The bases of a counted round, for its majority line. */
export function basesOf(roll: Count['roll'], result: ItemsResult): Bases {
  return { ...roll, collected: result.papers.collected, valid: result.papers.valid };
}

/** A majority rule as it is read aloud, such as “赞成票超过应到人数的半数”. */
export function ruleText(rule: MajorityRule, say: Say): string {
  const base = say(`base.${rule.base}`);
  const who =
    rule.class === undefined ? '' : say('chair.rule.who', { class: classText(rule.class, say) });
  if (rule.fraction === '1/2' && rule.strict) return say('chair.rule.half', { base, who });
  const [num = '1', den = '1'] = rule.fraction.split('/');
  const fraction = say('chair.rule.fraction', { num, den });
  return say(rule.strict ? 'chair.rule.more' : 'chair.rule.atLeast', { base, fraction, who });
}

const CLASSES = [
  'deputy',
  'committee_member',
  'council_delegate',
  'voter_rep',
  'public_rep',
  'observer',
] as const;

function classText(name: string, say: Say): string {
  const known = CLASSES.find((each) => each === name);
  return known === undefined ? name : say(`class.${known}`);
}
