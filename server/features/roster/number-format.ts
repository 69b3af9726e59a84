/** What a number format (数字格式) of a workbook is made of: a place for a digit, or text that stands as it is. */
type Piece = { readonly zero: true } | { readonly text: string };

/** Characters that stand for themselves in a format without quotation marks. */
const PLAIN = ' -():!^&~{}<>=+$';

/**
 * A whole number as a format with leading zeros shows it: 12 in `000000` is 000012, in `"YL"0000` YL0012, in
 * `000-0000` 000-0012. Undefined for every other format: those hide nothing of a number.
 */
export function withLeadingZeros(code: string, digits: string): string | undefined {
  const pieces = piecesOf(code);
  if (pieces === undefined || !/^\d+$/.test(digits)) return undefined;
  const places = pieces.filter((piece) => 'zero' in piece).length;
  const padded = digits.replace(/^0+(?=\d)/, '').padStart(places, '0');
  // Digits beyond the places stand before the first of them.
  let at = padded.length - places;
  let first = true;
  return pieces
    .map((piece) => {
      if ('text' in piece) return piece.text;
      const from = first ? 0 : at;
      first = false;
      at += 1;
      return padded.slice(from, at);
    })
    .join('');
}

/** The pieces of a format's first section; undefined where it isn't made of leading zeros and text alone. */
function piecesOf(code: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  const zeros = () => pieces.filter((piece) => 'zero' in piece).length;
  for (let rest = code; rest !== '' && !rest.startsWith(';');) {
    // Quoted text; a character with a stroke before it; colours and conditions; the width of a character.
    const token = /^(?:"([^"]*)"|\\(.)|\[[^\]]*\]|_.|([^"\\[]))/su.exec(rest);
    if (token === null) return undefined;
    rest = rest.slice(token[0].length);
    const [, quoted, escaped, character] = token;
    const text = quoted ?? escaped;
    if (text !== undefined) pieces.push({ text });
    else if (character === '0') pieces.push({ zero: true });
    else if (character === '#' && zeros() === 0) continue;
    else if (character !== undefined) {
      // Points, commas, per cent, letters of dates: a number that is none of a person.
      if (!PLAIN.includes(character) && /[\x21-\x7e]/.test(character)) return undefined;
      pieces.push({ text: character });
    }
  }
  return zeros() > 1 ? pieces : undefined;
}
