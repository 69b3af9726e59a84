import type { RoundDefinition } from '$domain/round/definition.ts';
import { t } from '#lib/i18n/index.ts';
import { gradeOf } from './rating-words.ts';

/** What a grade is called in this round. */
export function gradeName(definition: RoundDefinition, id: string): string {
  return gradeOf(definition.kind === 'rating' ? definition.scale : [], id, t);
}
