import type { RoundDefinition } from '$domain/round/definition.ts';
import { t } from '#lib/i18n/index.ts';
import { gradeOf } from './rating-words.ts';

/** What a grade is called in this round. */
export function gradeName(definition: RoundDefinition, id: string): string {
  return gradeOf(definition.kind === 'rating' ? definition.scale : [], id, t);
}

/** Whether this round decides on a grade of each object; otherwise it only counts, and no grade is missing. */
export function givesGrades(definition: RoundDefinition): boolean {
  if (definition.kind === 'scorecard') return definition.bands.length > 0;
  return definition.kind === 'rating' && definition.grades.length > 0;
}
