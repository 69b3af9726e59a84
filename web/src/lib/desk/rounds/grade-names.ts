import { t } from '#lib/i18n/index.ts';

/** Grades that have a usual name in both languages; any other is called what it is written as. */
const KNOWN = [
  'satisfied',
  'fairly_satisfied',
  'basically_satisfied',
  'dissatisfied',
  'pass',
  'rectify',
] as const;

/** What a grade is called in a field. */
export function gradeCalled(id: string): string {
  const known = KNOWN.find((each) => each === id);
  return known === undefined ? id : t(`grade.${known}`);
}

/** The grade that was named in a field. */
export function gradeNamed(typed: string): string {
  return KNOWN.find((each) => t(`grade.${each}`) === typed.trim()) ?? typed;
}
