import { electingOf } from '$domain/digest.ts';
import { electsPersons } from '$domain/elects.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { MajorityRule } from '$domain/round/rules.ts';
import { RollClass } from '$contract/common/roles.ts';
import { t, type MessageKey } from '#lib/i18n/index.ts';

const NAMED: Readonly<Record<string, MessageKey>> = {
  '1/2': 'result.fraction.half',
  '1/3': 'result.fraction.third',
  '2/3': 'result.fraction.twoThirds',
};

/** How a round is decided, for residents: “赞成票超过应到人数的一半为通过，按赞成票从多到少取前 10 项。” */
export function ruleSentence(definition: RoundDefinition): string {
  if (definition.kind === 'rank')
    return t('result.rule.one', { sentence: t('screen.points', { seats: definition.seats }) });
  const seats = 'seats' in definition ? definition.seats : undefined;
  const rules = definition.majority.map((rule) => condition(rule, definition));
  const passing =
    rules.length === 0
      ? null
      : t('result.rule.pass', { rule: rules.join(t('rule.and')), of: electingOf(definition) });
  const key = electsPersons(definition) ? 'result.rule.take.people' : 'result.rule.take';
  const taking = seats === undefined ? null : t(key, { seats });
  if (passing !== null && taking !== null) return t('result.rule.both', { passing, taking });
  return t('result.rule.one', { sentence: passing ?? taking ?? t('result.rule.each') });
}

function condition(rule: MajorityRule, definition: RoundDefinition): string {
  const named = NAMED[rule.fraction];
  const base = t(
    // Whoever took part, in the words of elections: papers collected (选举法第四十五条).
    electsPersons(definition) && rule.base === 'collected' ? 'base.tookPart' : `base.${rule.base}`,
  );
  const values = { base, fraction: named === undefined ? rule.fraction : t(named) };
  const text = t(rule.strict ? 'result.rule.more' : 'result.rule.atLeast', values);
  const cls = RollClass.safeParse(rule.class);
  return cls.success ? t('result.rule.ofClass', { cls: t(`class.${cls.data}`), text }) : text;
}
