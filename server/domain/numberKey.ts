/** One normal form of what people are numbered by, and of their phones. The database has the same of numbers. */

/** Signs that part the groups of a number, or that nobody sees. */
const PARTING = /[\p{Z}\p{Cc}\p{Pd}\p{Default_Ignorable_Code_Point}\u2212_]/gu;

/**
 * By what the numbers (证号) of people are compared: of usual width, in capitals, without spaces and dashes, and a
 * number of digits alone without leading zeros, which a spreadsheet takes from it: ＹＬ００１ and yl-001 are YL001,
 * 001 is 1.
 */
export function numberKey(number: string): string {
  const plain = number.normalize('NFKC').replaceAll(PARTING, '').replaceAll(/[a-z]/g, capital);
  // Of a number that is nothing but dashes there is still something to compare.
  return plain === '' ? number : plain.replace(/^0+(?=\d+$)/, '');
}

function capital(letter: string): string {
  return letter.toUpperCase();
}

/** A number or a phone as it is kept: of usual width, without signs that nobody sees; its spaces and dashes stay. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/[\p{Z}\p{Cc}]+/gu, ' ')
    .trim();
}

/** By what phones are compared: digits alone, without the +86 of the country before a number of eleven. */
export function phoneKey(phone: string): string {
  const digits = plainNumber(phone).replaceAll(/[^\d]/g, '');
  return digits.replace(/^(?:00)?86(?=1\d{10}$)/, '');
}
