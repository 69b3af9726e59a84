import type { z } from 'zod';
import { RosterFileProblem, type RosterProblem } from '$contract/roster/schemas.ts';
import type { Failure } from '#lib/api/index.ts';
import { t, type MessageKey } from '#lib/i18n/index.ts';

/** As the server takes it. */
export const MAX_BYTES = 5 * 1024 * 1024;
export const MAX_ROWS = 20_000;

/** Why the file as a whole can't be read, in words; undefined when the failure is another. */
export function fileProblem(failure: Failure): string | undefined {
  if (failure.code !== 'roster_invalid') return undefined;
  const reason = RosterFileProblem.safeParse(failure.detail?.['reason']);
  if (!reason.success) return undefined;
  const row = failure.detail?.['row'];
  const text = t(`roster.file.${reason.data}`, { rows: MAX_ROWS });
  return typeof row === 'number' ? `${t('roster.row', { row })} ${text}` : text;
}

/** A file as base64, as it is sent beside answers. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // An argument list has its limits.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** What is wrong with a cell and what it has to be, in words. */
export function problemText(problem: z.infer<typeof RosterProblem>): string {
  const key: MessageKey = `roster.problem.${problem.code}`;
  return t(key);
}
