import { err, ok, type Outcome } from '../../domain/outcome.ts';
import type { FileFailure, Sheet, Spoilt } from './file.ts';
import { Grid } from './grid.ts';
import { withLeadingZeros } from './number-format.ts';
import { dateText, isDateFormat, numberText } from './numbers.ts';
import { attribute, tokens } from './xml.ts';
import { partsOf } from './zip.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/** How a cell shows its number. */
type Format = { date: boolean; code: string | undefined };
type Styles = { strings: string[]; formats: Format[]; since1904: boolean };

/** All sheets of a workbook, the cells as text. */
export function readXlsx(bytes: Uint8Array): Outcome<Sheet[], FileFailure> {
  const parts = partsOf(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name));
  if (parts === undefined) return err({ reason: 'malformed_xlsx' });
  const text = (name: string): string => parts.get(name)?.toString('utf8') ?? '';
  const targets = relationsOf(text(RELATIONS));
  const byType = (type: string): string =>
    text([...targets.values()].find((target) => target.type.endsWith(type))?.path ?? '');
  const book = text(WORKBOOK);
  const styles: Styles = {
    strings: stringsOf(byType('/sharedStrings')),
    formats: formatsOf(byType('/styles')),
    since1904: /\bdate1904\s*=\s*["'](?:1|true)/.test(book),
  };
  const sheets: Sheet[] = [];
  for (const token of tokens(book)) {
    if (token.kind !== 'open' || token.name !== 'sheet') continue;
    const target = targets.get(attribute(token.attributes, '(?:\\w+:)?id'));
    // A sheet that is nothing but a chart has no cells.
    if (target === undefined || !target.type.endsWith('/worksheet')) continue;
    if (!parts.has(target.path)) return err({ reason: 'malformed_xlsx' });
    const grid = cellsOf(text(target.path), styles);
    if (grid.tooFar) return err({ reason: 'malformed_xlsx' });
    const state = attribute(token.attributes, 'state');
    const hidden = state !== '' && state !== 'visible';
    sheets.push(grid.sheet(attribute(token.attributes, 'name') || null, hidden));
  }
  return sheets.length === 0 ? err({ reason: 'malformed_xlsx' }) : ok(sheets);
}

function relationsOf(xml: string): Map<string, { path: string; type: string }> {
  const found = new Map<string, { path: string; type: string }>();
  for (const token of tokens(xml)) {
    if (token.kind !== 'open' || token.name !== 'relationship') continue;
    const target = attribute(token.attributes, 'Target');
    found.set(attribute(token.attributes, 'Id'), {
      path: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
      type: attribute(token.attributes, 'Type'),
    });
  }
  return found;
}

/** The texts that cells share; what says how to pronounce them is no part of them. */
function stringsOf(xml: string): string[] {
  const strings: string[] = [];
  let inside: 'none' | 'text' | 'sound' = 'none';
  let text = '';
  for (const token of tokens(xml)) {
    if (token.kind === 'text') {
      if (inside === 'text') text += token.text;
    } else if (token.name === 'rph')
      inside = token.kind === 'open' && !token.empty ? 'sound' : 'none';
    else if (token.name === 't' && inside !== 'sound') {
      inside = token.kind === 'open' && !token.empty ? 'text' : 'none';
    } else if (token.name === 'si' && (token.kind === 'close' || token.empty)) {
      strings.push(unescaped(text));
      text = '';
    }
  }
  return strings;
}

/** `_x000B_` stands for a character that XML doesn't take. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The formats, by the number a cell names its style with. */
function formatsOf(xml: string): Format[] {
  const codes = new Map<string, string>();
  const formats: Format[] = [];
  let inCells = false;
  for (const token of tokens(xml)) {
    if (token.kind === 'text') continue;
    if (token.name === 'cellxfs') inCells = token.kind === 'open';
    if (token.kind !== 'open') continue;
    const id = attribute(token.attributes, 'numFmtId');
    if (token.name === 'numfmt') codes.set(id, attribute(token.attributes, 'formatCode'));
    if (token.name === 'xf' && inCells) {
      formats.push({ date: isDateFormat(Number(id), codes.get(id)), code: codes.get(id) });
    }
  }
  return formats;
}

/** Rows and cells may leave out where they stand: then they follow the one before. */
function cellsOf(xml: string, styles: Styles): Grid {
  const grid = new Grid();
  let row = -1;
  let column = -1;
  let cell = { type: '', style: '' };
  let value = '';
  let inside: 'none' | 'value' | 'sound' = 'none';
  for (const token of tokens(xml)) {
    if (token.kind === 'text') {
      if (inside === 'value') value += token.text;
      continue;
    }
    const opens = token.kind === 'open';
    switch (token.name) {
      case 'row': {
        if (!opens) break;
        const place = attribute(token.attributes, 'r');
        row = place === '' ? row + 1 : Number(place) - 1;
        column = -1;
        break;
      }
      case 'c': {
        if (opens) {
          const place = attribute(token.attributes, 'r');
          column = place === '' ? column + 1 : columnOf(place);
          cell = {
            type: attribute(token.attributes, 't'),
            style: attribute(token.attributes, 's'),
          };
          value = '';
        } else {
          const { text, spoilt } = shown(cell, value, styles);
          grid.put(row, column, text, spoilt);
        }
        break;
      }
      case 'rph':
        inside = opens && !token.empty ? 'sound' : 'none';
        break;
      case 'v':
      case 't':
        if (inside !== 'sound') inside = opens && !token.empty ? 'value' : 'none';
        break;
    }
  }
  return grid;
}

/** What a cell shows. */
function shown(
  cell: { type: string; style: string },
  value: string,
  { strings, formats, since1904 }: Styles,
): { text: string; spoilt?: Spoilt } {
  switch (cell.type) {
    case 's':
      return { text: strings[Number(value)] ?? '' };
    case 'str':
    case 'inlineStr':
      return { text: unescaped(value) };
    case 'b':
      return { text: value.trim() === '1' ? 'TRUE' : 'FALSE', spoilt: 'truth_value' };
    case 'e':
      return { text: value, spoilt: 'formula_error' };
    case 'd':
      return { text: value.replace('T', ' '), spoilt: 'date_for_number' };
  }
  if (value.trim() === '') return { text: '' };
  const format = formats[Number(cell.style === '' ? 0 : cell.style)];
  if (format?.date === true) return { text: dateText(value, since1904), spoilt: 'date_for_number' };
  const read = numberText(value);
  const padded =
    format?.code === undefined || read.spoilt
      ? undefined
      : withLeadingZeros(format.code, value.trim());
  return padded === undefined ? read : { text: padded };
}

/** 27 of `AB12`. */
function columnOf(place: string): number {
  const letters = /^[A-Z]+/.exec(place)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
