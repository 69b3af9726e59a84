import type { Sheet, Spoilt } from './file.ts';
import { Grid } from './grid.ts';
import { numberText } from './numbers.ts';
import { attribute, tokens } from './xml.ts';

/** How often an OpenDocument sheet may repeat a cell or a row: it repeats blanks to its end. */
const REPEATED = 1_000;

/** The sheets of an Excel 2003 workbook in XML (SpreadsheetML), which is often named .xls. */
export function readSpreadsheetMl(xml: string): Sheet[] {
  const sheets: Sheet[] = [];
  let grid = new Grid();
  let name: string | null = null;
  let hidden = false;
  let row = -1;
  let column = -1;
  let text = '';
  let type = '';
  let inData = false;
  let inVisible = false;
  for (const token of tokens(xml)) {
    if (token.kind === 'text') {
      if (inData) text += token.text;
      if (inVisible && token.text.startsWith('SheetHidden')) hidden = true;
      if (inVisible && token.text.startsWith('SheetVeryHidden')) hidden = true;
      continue;
    }
    const opens = token.kind === 'open';
    const index = opens ? Number(attribute(token.attributes, 'Index')) : 0;
    switch (token.name) {
      case 'worksheet':
        if (opens) {
          grid = new Grid();
          name = attribute(token.attributes, 'Name') || null;
          hidden = false;
          row = -1;
        } else sheets.push(grid.sheet(name, hidden));
        break;
      case 'row':
        if (!opens) break;
        row = index > 0 ? index - 1 : row + 1;
        column = -1;
        break;
      case 'cell':
        if (!opens) break;
        column = index > 0 ? index - 1 : column + 1;
        break;
      case 'data':
        inData = opens && !token.empty;
        if (opens) {
          text = '';
          type = attribute(token.attributes, 'Type');
        } else {
          const read = typed(type.toLowerCase(), text);
          grid.put(row, column, read.text, read.spoilt);
        }
        break;
      case 'visible':
        inVisible = opens && !token.empty;
        break;
    }
  }
  return sheets;
}

/** The tables of a page, as systems export them under the name .xls. */
export function readHtml(html: string): Sheet[] {
  const sheets: Sheet[] = [];
  let grid = new Grid();
  let row = -1;
  let column = -1;
  let span = 1;
  let text: string | null = null;
  const finish = (): void => {
    if (text !== null) {
      grid.put(row, column, text);
      column += span - 1;
    }
    text = null;
  };
  for (const token of tokens(html)) {
    if (token.kind === 'text') {
      if (text !== null) text += token.text;
      continue;
    }
    const opens = token.kind === 'open';
    switch (token.name) {
      case 'table':
        finish();
        if (opens) {
          grid = new Grid();
          row = -1;
        } else sheets.push(grid.sheet(null));
        break;
      case 'tr':
        finish();
        if (!opens) break;
        row += 1;
        column = -1;
        break;
      case 'td':
      case 'th':
        finish();
        if (!opens) break;
        column += 1;
        span = Math.max(1, Number(attribute(token.attributes, 'colspan')) || 1);
        text = '';
        break;
      case 'br':
      case 'p':
        if (text !== null) text += ' ';
        break;
    }
  }
  finish();
  return sheets;
}

/** The sheets of an OpenDocument spreadsheet (.ods), from its part content.xml. */
export function readOds(xml: string): Sheet[] {
  const sheets: Sheet[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  let grid = new Grid();
  let name: string | null = null;
  let hidden = false;
  let row = 0;
  let column = 0;
  let text = '';
  let inText = false;
  // What somebody noted beside a cell is none of its content.
  let inNote = false;
  let cell = { type: '', value: '', repeated: 1 };
  let rows = 1;
  for (const token of tokens(xml)) {
    if (token.kind === 'text') {
      if (inText && !inNote) text += token.text;
      continue;
    }
    const { name: tag } = token;
    const opens = token.kind === 'open';
    const said = (of: string): string => (opens ? attribute(token.attributes, of) : '');
    const often = (of: string): number => Math.max(1, Number(said(of)) || 1);
    if (tag === 'style' && opens) style = said('name');
    else if (tag === 'table-properties' && said('display') === 'false') hiddenStyles.add(style);
    else if (tag === 'table') {
      if (opens) {
        grid = new Grid();
        name = said('name') || null;
        hidden = hiddenStyles.has(said('style-name'));
        row = 0;
      } else sheets.push(grid.sheet(name, hidden));
    } else if (tag === 'table-row') {
      if (opens) {
        column = 0;
        rows = often('number-rows-repeated');
      }
      if (!opens || token.empty) row += rows;
    } else if (tag === 'table-cell' || tag === 'covered-table-cell') {
      if (opens) {
        const value = said('value') || said('date-value') || said('boolean-value');
        cell = { type: said('value-type'), value, repeated: often('number-columns-repeated') };
        text = '';
      }
      if (opens && !token.empty) continue;
      if (text !== '') {
        const { text: plain, spoilt } = ods(cell, text);
        for (let line = 0; line < Math.min(rows, REPEATED); line += 1) {
          for (let at = 0; at < Math.min(cell.repeated, REPEATED); at += 1) {
            grid.put(row + line, column + at, plain, spoilt);
          }
        }
      }
      column += cell.repeated;
    } else if (tag === 'annotation') inNote = opens && !token.empty;
    else if (tag === 'p') {
      if (opens && text !== '' && !inNote) text += ' ';
      inText = opens && !token.empty;
    } else if ((tag === 's' || tag === 'tab' || tag === 'line-break') && opens && !inNote)
      text += ' ';
  }
  return sheets;
}

/** OpenDocument keeps beside the number what the cell shows; leading zeros stand in what it shows. */
function ods(
  cell: { type: string; value: string },
  text: string,
): { text: string; spoilt?: Spoilt } {
  if (/^(?:#|Err:)/.test(text)) return { text, spoilt: 'formula_error' };
  if (cell.type === 'date' || cell.type === 'time') return { text, spoilt: 'date_for_number' };
  if (cell.type === 'boolean') return { text, spoilt: 'truth_value' };
  if (cell.type !== 'float') return { text };
  const read = numberText(cell.value);
  if (read.spoilt !== undefined) return read;
  return /^\D*0\d*\D*$/.test(text) ? { text } : read;
}

function typed(type: string, text: string): { text: string; spoilt?: Spoilt } {
  switch (type) {
    case 'number':
      return numberText(text);
    case 'datetime':
      return {
        text: text.replace('T00:00:00.000', '').replace('T', ' '),
        spoilt: 'date_for_number',
      };
    case 'boolean':
      return { text: text === '1' ? 'TRUE' : 'FALSE', spoilt: 'truth_value' };
    case 'error':
      return { text, spoilt: 'formula_error' };
    default:
      return { text };
  }
}
