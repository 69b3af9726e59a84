import { CODE_DIGITS } from '$contract/sign-in/schemas.ts';

const GROUP = 4;

/**
 * The code as people type or read it: full-width digits, spaces and dashes are forgiven. A card from before codes were
 * digits only is told by its letters and keeps its ten characters (without O, I, L or U).
 */
export function cardCodeOf(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  if (!/[A-Z]/.test(plain)) return plain.slice(0, CODE_DIGITS);
  return plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1').slice(0, OLD_LENGTH);
}

const OLD_LENGTH = 10;

/** How many characters are still to be typed. */
export function lackingOf(code: string): number {
  return (/[A-Z]/.test(code) ? OLD_LENGTH : CODE_DIGITS) - code.length;
}

/** The code in groups of four, as it is printed on the card. */
export function showCardCode(code: string): string {
  return (code.match(new RegExp(`.{1,${String(GROUP)}}`, 'g')) ?? []).join(' ');
}
