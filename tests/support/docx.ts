import { partsOf } from '../../server/features/roster/zip.ts';

const PART = 'word/document.xml';

/** The document itself inside a DOCX. */
export function xmlOfDocx(docx: Buffer): string {
  const part = partsOf(docx, (name) => name === PART)?.get(PART);
  if (part === undefined) throw new Error('the DOCX has no document');
  return part.toString('utf8');
}

/** The text of a DOCX, a line a paragraph; a break within one is none. */
export function textOfDocx(docx: Buffer): string {
  return xmlOfDocx(docx)
    .replaceAll('</w:p>', '\n')
    .replace(/<[^>]+>/g, '');
}
