import { ok, err, type Outcome } from '../../domain/outcome.ts';
import { readCsv } from './csv.ts';
import type { FileFailure, RosterFile } from './file.ts';
import { readRows } from './rows.ts';
import { decodeText } from './text.ts';
import { readXlsx } from './xlsx.ts';
import { isZip } from './zip.ts';

/**
 * What a roster file says. The content decides what it is, never its name: a ZIP archive is read as XLSX,
 * everything else as CSV. Pure: the same bytes always give the same.
 */
export async function parseRoster(bytes: Uint8Array): Promise<Outcome<RosterFile, FileFailure>> {
  if (bytes.length === 0) return err({ reason: 'empty' });
  if (isZip(bytes)) {
    const sheet = await readXlsx(bytes);
    if (!sheet.ok) return sheet;
    const read = readRows(sheet.value);
    return read.ok ? ok({ format: 'xlsx', encoding: null, ...read.value }) : read;
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const sheet = readCsv(decoded.value.text);
  if (!sheet.ok) return sheet;
  const read = readRows(sheet.value);
  return read.ok ? ok({ format: 'csv', encoding: decoded.value.encoding, ...read.value }) : read;
}
