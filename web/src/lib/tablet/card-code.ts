/** Length of a card's code, shown as ABCDE-FGHJK. */
export const CODE_LENGTH = 10;
const GROUP = 5;

/**
 * The code as people type or read it: lower case, spaces and dashes are forgiven, and so are the
 * letters that look like figures (the alphabet of cards has no O, I, L or U).
 */
export function cardCodeOf(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, CODE_LENGTH);
}

/** The code in two groups, as it is printed on the card. */
export function showCardCode(code: string): string {
  return code.length > GROUP ? `${code.slice(0, GROUP)}-${code.slice(GROUP)}` : code;
}
