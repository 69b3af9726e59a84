/** A cell as a spreadsheet puts it on the clipboard, and what ends it. In quotation marks it may have lines of its own. */
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;

/** The rows of pasted text and their cells; a cell with line breaks is one cell. */
export function pastedRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex <= text.length) {
    const [whole, quoted, plain = '', end] = CELL.exec(text) ?? [''];
    // A spreadsheet quotes what has to be quoted; other quotation marks are the title's own.
    const wrapped = quoted !== undefined && /[\t\r\n]|""/.test(quoted);
    const cell = wrapped
      ? quoted.replaceAll('""', '"')
      : quoted === undefined
        ? plain
        : `"${quoted}"`;
    row.push(oneLine(cell));
    if (end !== '\t') {
      rows.push(row);
      row = [];
    }
    if (end === '' || whole === '') break;
  }
  return rows.filter((cells) => cells.some((each) => each !== ''));
}

/** One line, without a space where Chinese text was broken. */
function oneLine(cell: string): string {
  return cell
    .replaceAll(/[\s\p{Cc}]*[\r\n\v\f\u2028\u2029]+[\s\p{Cc}]*/gu, '\n')
    .replaceAll(/(?<=[\p{Script=Han}，。、；：（）])\n|\n(?=[\p{Script=Han}，。、；：（）])/gu, '')
    .replaceAll('\n', ' ')
    .trim();
}

const ONES = '一二三四五六七八九';
/** `1. `, `（1）`, `一、` and the like before a title, but not the 1.5 of a length. */
const NUMBERING =
  /^(?:(\d{1,3})(?:[.．](?!\d)|[、)）])|[（(](\d{1,3})[)）]|[（(]?([一二三四五六七八九十]{1,3})[、)）])\s*/;

/** Titles without their numbers, where the lines are numbered 1, 2, 3 …; other numbers are a title's own. */
export function unnumbered(titles: readonly string[]): string[] {
  const found = titles.map((title) => NUMBERING.exec(title));
  const run = found.every((match, index) => {
    const [, digits, bracketed, chinese = ''] = match ?? [];
    return match !== null && index + 1 === (Number(digits ?? bracketed) || chineseNumber(chinese));
  });
  if (!run || titles.length < 2) return [...titles];
  return titles.map((title, index) => title.slice(found[index]?.[0].length ?? 0).trim());
}

/** 12 of 十二, 20 of 二十; 0 of what is none. */
function chineseNumber(text: string): number {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (match === null || text === '') return 0;
  const [, first, ten, last] = match;
  const digit = (sign: string | undefined): number =>
    sign === undefined ? 0 : ONES.indexOf(sign) + 1;
  if (ten === undefined) return last === undefined ? digit(first) : 0;
  return (first === undefined ? 1 : digit(first)) * 10 + digit(last);
}
