/** Why a document was refused: where, and the reason in words. */
import type { z } from 'zod';

/** `path` such as `papers[3].marks.p99`; empty for the document itself. */
export type Refusal = { readonly path: string; readonly reason: string };

const PLAIN = /^[\p{L}\p{N}_-]+$/u;

/** Writes a path the way a reader would: `roll.present`, `papers[3].marks["a.b"]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!PLAIN.test(String(step))) text += `[${JSON.stringify(String(step))}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text;
}

/** The first thing that zod found wrong; an unknown key is named in the path. */
export function refusalOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): Refusal {
  const issue = error.issues[0];
  if (!issue) return { path: formatPath(prefix), reason: 'not acceptable' };
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return { path: formatPath([...path, ...issue.keys.slice(0, 1)]), reason: 'unknown key' };
  }
  return { path: formatPath(path), reason: issue.message };
}
