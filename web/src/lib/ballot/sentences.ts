import { electingOf } from '$domain/digest.ts';
import type { RoomView } from '$contract/room/schemas.ts';
import { t } from '#lib/i18n/index.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { MajorityRule } from '$domain/round/rules.ts';

/** Whose meeting it is: a town decides (票决), a subdistrict selects (票选). */
type Body = RoomView['meeting']['assembly']['kind'];

/** A kind of ballot by its name: 差额票决 in a town, 差额票选 in a subdistrict. */
export function kindText(kind: RoundDefinition['kind'], body: Body): string {
  return kind === 'choose' ? t('kind.choose', { body }) : t(`kind.${kind}`);
}

/** “超过应到人数的半数”. */
export function majorityText(rule: MajorityRule): string {
  const base = t(`base.${rule.base}`);
  if (rule.fraction === '1/2' && rule.strict) return t('rule.half', { base });
  return t(rule.strict ? 'rule.more' : 'rule.atLeast', { base, fraction: rule.fraction });
}

/** What an item needs, all conditions together; “得票多者当选” where there are none, “得分高者当选” of places. */
export function passText(definition: RoundDefinition): string {
  if (definition.kind === 'rank') return t('rule.points');
  if (definition.majority.length === 0) return t('rule.plurality', { of: electingOf(definition) });
  return definition.majority.map(majorityText).join(t('rule.and'));
}

/** What an elector is asked to do: “从 12 项中最多选 10 项”. */
export function taskText(definition: RoundDefinition): string {
  const items = definition.items.length;
  switch (definition.kind) {
    case 'choose': {
      const key = definition.exact ? 'task.chooseExact' : 'task.choose';
      return t(key, { items, seats: definition.seats });
    }
    case 'election':
    case 'rank':
      return t(`task.${definition.kind}`, { items, seats: definition.seats });
    case 'each':
      return t('task.each', { items });
    case 'package':
      return t('task.package');
    case 'rating':
    case 'scorecard':
      return t(`task.${definition.kind}`, { items });
  }
}

/** How an item's outcome is called: 当选 of persons, 入选 of what fills seats, 通过 of what is voted on by itself. */
export function outcomeText(
  definition: RoundDefinition,
  outcome: 'elected' | 'tied' | 'not_elected',
): string {
  if (outcome === 'tied') return t('outcome.tied');
  const way = electingOf(definition);
  return t(outcome === 'elected' ? `outcome.${way}` : `outcome.not_${way}`);
}
