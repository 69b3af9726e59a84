import { cleanLine } from '../../domain/cleanText.ts';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import type { FileFailure, Workbook } from './file.ts';

type Decoded = { text: string; encoding: NonNullable<Workbook['encoding']> };

/** What a header of any roster holds: told apart from pictures and programs that happen to decode. */
const A_HEADER = /姓\s*名|name/i;

/**
 * The text of a file: UTF-16 as Excel writes its "Unicode text", UTF-8 with or without its mark, else GB18030 (which
 * contains GBK and GB2312), as Excel in China writes CSV. Text in GB18030 is next to never valid UTF-8, so the order
 * decides rightly.
 */
export function decodeText(bytes: Uint8Array): Outcome<Decoded, FileFailure> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodedAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodedAs(bytes, 'utf-16be');
  // No other text holds a zero byte; pictures and programs do, and UTF-16 without its mark.
  if (bytes.includes(0)) {
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const text = tryDecode(bytes, encoding);
      if (text !== undefined && A_HEADER.test(text)) return ok({ text, encoding });
    }
    return err({ reason: 'not_text_or_xlsx' });
  }
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = tryDecode(bytes, encoding);
    if (text !== undefined) return ok({ text, encoding });
  }
  return err({ reason: 'undecodable' });
}

function decodedAs(
  bytes: Uint8Array,
  encoding: 'utf-16le' | 'utf-16be',
): ReturnType<typeof decodeText> {
  const text = tryDecode(bytes, encoding);
  return text === undefined ? err({ reason: 'undecodable' }) : ok({ text, encoding });
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
  return asText(
    cleanLine(cell)
      .replace(/\p{Zs}+/gu, ' ')
      .trim(),
  );
}

/**
 * What a cell says that Excel was told to take as text: `="0012"` is 0012, and so is `'0012`. An export of ours puts
 * the sign before what a spreadsheet would take for a formula.
 */
function asText(cell: string): string {
  const quoted = /^="(.*)"$/.exec(cell)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"').trim();
  return cell.replace(/^['’](?=['’\d=+\-@＝＋－＠])/, '').trim();
}
