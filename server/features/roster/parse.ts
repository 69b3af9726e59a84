import { err, ok, type Outcome } from '../../domain/outcome.ts';
import { readCsv } from './csv.ts';
import type { FileFailure, RosterFile, Workbook } from './file.ts';
import { readHtml, readOds, readSpreadsheetMl } from './markup.ts';
import { readTables } from './table.ts';
import { decodeText } from './text.ts';
import { readXlsx } from './xlsx.ts';
import { isZip, partsOf } from './zip.ts';

/**
 * What a roster file says. The content decides what it is, never its name. Pure: the same bytes always give the same.
 */
export function parseRoster(bytes: Uint8Array): Outcome<RosterFile, FileFailure> {
  if (bytes.length === 0) return err({ reason: 'empty' });
  const taken = isZip(bytes) ? readArchive(bytes) : readText(bytes);
  if (!taken.ok) return taken;
  const { format, encoding, sheets } = taken.value;
  const read = readTables(sheets);
  return read.ok ? ok({ format, encoding, ...read.value }) : read;
}

/** Workbooks are archives, and so are documents of other programs. */
function readArchive(bytes: Uint8Array): Outcome<Workbook, FileFailure> {
  const parts = partsOf(bytes, (name) =>
    ['content.xml', 'word/document.xml', 'xl/workbook.bin', 'Index/Document.iwa'].includes(name),
  );
  if (parts === undefined) return err({ reason: 'malformed_xlsx' });
  const content = parts.get('content.xml')?.toString('utf8');
  if (content?.includes('office:spreadsheet') === true) {
    return ok({ format: 'ods', encoding: null, sheets: readOds(content) });
  }
  if (parts.size > 0) return err({ reason: 'other_document' });
  const sheets = readXlsx(bytes);
  return sheets.ok ? ok({ format: 'xlsx', encoding: null, sheets: sheets.value }) : sheets;
}

/** What old workbooks, PDF, RTF, web archives and pictures begin with. */
const OLD_WORKBOOK = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const OTHERS = ['%PDF', '{\\rtf', 'MIME-Version', 'GIF8', '\x89PNG', '\xff\xd8\xff'];

function readText(bytes: Uint8Array): Outcome<Workbook, FileFailure> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (raw.subarray(0, 8).equals(OLD_WORKBOOK)) {
    // One with a password is an old one around the new.
    const locked = raw.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return err({ reason: locked ? 'encrypted' : 'old_workbook' });
  }
  const start = raw.subarray(0, 16).toString('latin1');
  if (OTHERS.some((magic) => start.startsWith(magic))) return err({ reason: 'other_document' });
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const markup = markupOf(text);
  if (markup !== undefined) {
    const sheets = markup === 'html' ? readHtml(text) : readSpreadsheetMl(text);
    return ok({ format: markup, encoding, sheets });
  }
  const sheet = readCsv(text);
  return sheet.ok ? ok({ format: 'csv', encoding, sheets: [sheet.value] }) : sheet;
}

function markupOf(text: string): 'html' | 'spreadsheetml' | undefined {
  if (!text.trimStart().startsWith('<')) return undefined;
  if (
    text.includes('urn:schemas-microsoft-com:office:spreadsheet') &&
    /<(?:\w+:)?Workbook\b/.test(text)
  ) {
    return 'spreadsheetml';
  }
  return /<table\b/i.test(text) ? 'html' : undefined;
}
