import type { RoundResult } from '$domain/result.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import { rollNames } from '#lib/ballot/medium.ts';
import type { MessageKey } from '#lib/i18n/index.ts';

/** 应到 实到 (of voters 选民数 参加投票) 发出 收回 有效 无效, as far as they are known. */
export function figuresOf(
  roll: { enrolled: number; present: number; issued: number } | null,
  result: RoundResult,
  definition: Pick<RoundDefinition, 'quorum'>,
): { key: MessageKey; value: number }[] {
  const figures: { key: MessageKey; value: number }[] = [];
  if (roll !== null) {
    const names = rollNames(definition);
    figures.push(
      { key: names.enrolled, value: roll.enrolled },
      { key: names.present, value: roll.present },
      { key: 'papers.issued', value: roll.issued },
    );
  }
  figures.push({ key: 'papers.collected', value: result.papers.collected });
  if ('items' in result) {
    figures.push(
      { key: 'papers.valid', value: result.papers.valid },
      { key: 'papers.invalid', value: result.papers.invalid },
    );
  }
  return figures;
}
