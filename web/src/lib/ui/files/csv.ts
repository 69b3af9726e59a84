/**
 * A CSV text as Excel in China opens it: UTF-8 with a byte order mark, CRLF, every cell quoted where it
 * has to be. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

// The wide signs as well: East Asian spreadsheets may take them for formulas.
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const NUMBER = /^[+-]?[\d\s.,()-]+$/;
// Whoever reads the file takes the first sign of these away: an import gives back what was exported.
const LOOKS_DISARMED = /^['’](?=['’\d=+\-@＝＋－＠])/;

function cell(text: string): string {
  const disarm = LOOKS_DISARMED.test(text) || (FORMULA.test(text) && !NUMBER.test(text));
  const safe = disarm ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
