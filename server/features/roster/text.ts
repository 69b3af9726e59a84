import { err, ok, type Outcome } from '../../domain/outcome.ts';
import type { FileFailure } from './file.ts';

/**
 * The text of a CSV file: UTF-8 with or without its mark, else GB18030 (which contains GBK and GB2312), as
 * Excel in China writes it. Text in GB18030 is next to never valid UTF-8, so the order decides rightly.
 */
export function decodeText(
  bytes: Uint8Array,
): Outcome<{ text: string; encoding: 'utf-8' | 'gb18030' }, FileFailure> {
  // No text in either encoding holds a zero byte; old .xls files, pictures and UTF-16 do.
  if (bytes.includes(0)) return err({ reason: 'not_text_or_xlsx' });
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = tryDecode(bytes, encoding);
    if (text !== undefined) return ok({ text, encoding });
  }
  return err({ reason: 'undecodable' });
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A cell as it is kept: one line, no control characters, no space at the ends. */
export function cleanCell(cell: string): string {
  return cell.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\uFEFF]+/gu, ' ').trim();
}

/** A name without the spaces that only pad a Chinese name to the width of its neighbours (a wide space between the two characters). */
export function cleanName(cell: string): string {
  return /^[\p{Script=Han} ·]+$/u.test(cell) ? cell.replaceAll(' ', '') : cell;
}
