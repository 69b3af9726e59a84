import { withLeadingZeros } from './number-format.ts';
import { partsOf } from './zip.ts';

/** A cell, counted from 0, that shows its number with leading zeros. */
export type PaddedCell = { row: number; column: number; text: string };

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/**
 * The cells of the first sheet whose number format adds leading zeros or a text around them. The reader of
 * workbooks gives the bare number, and 000012 would become another number than the one on the card.
 */
export function paddedCells(workbook: Uint8Array): PaddedCell[] {
  const parts = partsOf(workbook, [WORKBOOK, RELATIONS]);
  const paths = new Map(
    tags(parts.get(RELATIONS), 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      { path: pathOf(attribute(tag, 'Target')), type: attribute(tag, 'Type') },
    ]),
  );
  const [sheet = ''] = tags(parts.get(WORKBOOK), 'sheet');
  const path = paths.get(attribute(sheet, '(?:\\w+:)?id'))?.path;
  const styles = [...paths.values()].find(({ type }) => type.endsWith('/styles'))?.path;
  if (path === undefined || styles === undefined) return [];
  const found = partsOf(workbook, [path, styles]);
  const formats = formatsOf(found.get(styles)?.toString('utf8') ?? '');
  // Nearly all workbooks: nothing to look for.
  if (formats.size === 0) return [];
  return cellsOf(found.get(path)?.toString('utf8') ?? '', formats);
}

/** The formats that add leading zeros, by the number a cell names its style with. */
function formatsOf(styles: string): Map<string, string> {
  const codes = new Map(
    tags(styles, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode')]),
  );
  const list = /<(?:\w+:)?cellXfs\b[^<>]*>(.*?)<\/(?:\w+:)?cellXfs>/s.exec(styles)?.[1] ?? '';
  return new Map(
    tags(list, 'xf').flatMap((tag, index) => {
      const code = codes.get(attribute(tag, 'numFmtId'));
      const adds = code !== undefined && withLeadingZeros(code, '0') !== undefined;
      return adds ? [[String(index), code] as const] : [];
    }),
  );
}

/** Cells may leave out where they stand: then they follow the one before. */
function cellsOf(sheet: string, formats: ReadonlyMap<string, string>): PaddedCell[] {
  const cells: PaddedCell[] = [];
  let row = -1;
  let column = -1;
  const pattern =
    /<(?:\w+:)?(row|c)\b([^<>]*?)(?:\/>|>(?:<(?:\w+:)?f\b[^<>]*?(?:\/>|>[^<]*<\/(?:\w+:)?f>))?(?:<(?:\w+:)?v>([^<]*)<)?)/g;
  for (const [, tag, attributes = '', value] of sheet.matchAll(pattern)) {
    const place = attribute(attributes, 'r');
    if (tag === 'row') {
      row = place === '' ? row + 1 : Number(place) - 1;
      column = -1;
      continue;
    }
    column = place === '' ? column + 1 : columnOf(place);
    const code = formats.get(attribute(attributes, 's'));
    if (code === undefined || value === undefined) continue;
    if (!['', 'n'].includes(attribute(attributes, 't'))) continue;
    const text = withLeadingZeros(code, value);
    if (text !== undefined) cells.push({ row, column, text });
  }
  return cells;
}

/** 27 of `AB12`. */
function columnOf(place: string): number {
  const letters = /^[A-Z]+/.exec(place)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The opening tags of this name, as they are written. */
function tags(xml: Buffer | string | undefined, name: string): string[] {
  return (xml?.toString('utf8') ?? '').match(new RegExp(`<(?:\\w+:)?${name}\\b[^<>]*>`, 'g')) ?? [];
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
};

/** What an attribute says; '' without it. */
function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return (value?.[1] ?? value?.[2] ?? '').replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return ENTITIES[named] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
