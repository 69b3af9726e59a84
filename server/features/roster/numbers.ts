import type { Spoilt } from './file.ts';

/** A spreadsheet keeps fifteen digits of a number and no more. */
const KEPT = 15;

/** A number as a person would write it, and whether digits of it are lost. */
export function numberText(written: string): { text: string; spoilt?: Spoilt } {
  const number = Number(written);
  if (!Number.isFinite(number)) return { text: written };
  const [digits = '', exponent] = written.trim().toLowerCase().replace(/^[+-]/, '').split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const known = (whole + fraction).replace(/^0+/, '').length;
  const places = whole.length + Number(exponent ?? 0);
  // 1.38E+10: the last digits were never written down.
  const rounded =
    Number.isInteger(number) && (places > KEPT || (exponent !== undefined && known < places));
  const text = rounded
    ? written.trim()
    : Number.isSafeInteger(number)
      ? String(BigInt(number))
      : String(number);
  return rounded ? { text, spoilt: 'number_rounded' } : { text };
}

/** Day 0 of spreadsheets, in days before 1970. */
const DAY_ZERO = 25_569;
/** Days between the two reckonings that workbooks know. */
const SINCE_1904 = 1_462;

/** 2026-01-02, with the time where there is one. */
export function dateText(serial: string, since1904: boolean): string {
  const days = Number(serial) + (since1904 ? SINCE_1904 : 0) - DAY_ZERO;
  const date = new Date(Math.round(days * 86_400) * 1000);
  if (Number.isNaN(date.getTime())) return serial;
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

/** Formats of dates that workbooks know by number; 27–36 and 50–58 are those of Chinese ones. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) {
    return (
      (id >= 14 && id <= 22) ||
      (id >= 27 && id <= 36) ||
      (id >= 45 && id <= 47) ||
      (id >= 50 && id <= 58)
    );
  }
  const letters = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|general/gi, '');
  return /[ymdhs年月日]/i.test(letters);
}
