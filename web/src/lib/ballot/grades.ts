import type { RoundDefinition } from '$domain/round/definition.ts';
import { t, type MessageKey } from '#lib/i18n/index.ts';
import { zh } from '#lib/i18n/zh/index.ts';

/**
 * What a grade is called: by the round's own scale, else (a scorecard's band, a verdict such as 整改)
 * by its usual name, else its id.
 */
export function gradeName(definition: RoundDefinition, id: string): string {
  if (definition.kind === 'rating') {
    const own = definition.scale.find((grade) => grade.id === id)?.label;
    if (own) return own;
  }
  const key = `grade.${id}`;
  return Object.hasOwn(zh, key) ? t(key as MessageKey) : id;
}
