import type { z } from 'zod';
import { t } from '#lib/i18n/index.ts';

/** What is wrong, by the path of its field: `name`, `items.3.title`. */
export type Issues = Readonly<Record<string, string>>;

/** Checks what was filled in against the contract, in the reader's language; null when all is well. */
export function issuesOf(schema: z.ZodType, body: unknown): Issues | null {
  const parsed = schema.safeParse(body);
  return parsed.success ? null : Object.fromEntries(named(parsed.error.issues));
}

function* named(issues: readonly z.core.$ZodIssue[]): Generator<[string, string]> {
  // Only the first thing that is wrong with a field is said.
  for (const issue of [...issues].reverse()) yield [issue.path.join('.'), sentence(issue)];
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' && Number(issue.minimum) > 1) {
      return t('form.tooShort', { min: Number(issue.minimum) });
    }
    if (issue.origin === 'string') return t('form.missing');
    return t('form.tooLow', { min: Number(issue.minimum) });
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return t('form.tooLong', { max: Number(issue.maximum) });
    return t('form.tooHigh', { max: Number(issue.maximum) });
  }
  return t('form.wrong');
}
