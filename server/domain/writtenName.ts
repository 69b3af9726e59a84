/**
 * One normal form of names, for every way in: the roster, the page of a person, names written in (另选他人), what
 * tellers enter, candidates. What looks like one name is one. The spelling as somebody wrote it is kept beside it
 * wherever it is printed.
 */

/** Points that are written for the middle dot (间隔号) of a name such as 阿依·买买提. */
const DOTS = /[·˙‧•∙⋅・･◦∘●⚫⸱⸳ꞏ᛫ᐧ⁃・]/gu;
/** Stops are a dot only between Chinese characters: "J. R." keeps its own. */
const STOPS = /(?<=\p{Script=Han}\s*)[.．。｡․](?=\s*\p{Script=Han})/gu;
/**
 * Signs that nobody sees: fillers, joiners, variation selectors, what turns letters around; control characters,
 * halves of characters and what Unicode never assigns. The blank Braille pattern and others that only look like a
 * space are spaces.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\uFFFC]/gu;
const BLANK = /[\p{Cc}\p{Z}\u2800]+/gu;
/** A space pads unless it parts two letters that are not Chinese. */
const PADDING = / (?=[\p{Script=Han}·])|(?<=[\p{Script=Han}·]) /gu;

/**
 * A name in its normal form: composed and of usual width (NFKC), every middle dot U+00B7, no sign that nobody sees, no
 * space that only pads. Empty where nothing is left.
 */
export function writtenName(name: string): string {
  return (
    name
      // Before NFKC, which makes ˙ a space with a mark over it.
      .replaceAll(DOTS, '·')
      .replaceAll(UNSEEN, '')
      .normalize('NFKC')
      .replaceAll(DOTS, '·')
      .replaceAll(UNSEEN, '')
      .replaceAll(BLANK, ' ')
      .replaceAll(STOPS, '·')
      .replaceAll(PADDING, '')
      .trim()
      .normalize('NFC')
  );
}

/**
 * A name as somebody wrote it, for print: its own dots and its own shapes of characters, but no sign that turns text
 * around and no space that only pads a Chinese name to the width of its neighbours.
 */
export function spelledName(name: string): string {
  const seen = name
    .replaceAll(UNSEEN, (sign) => (/[\u{E0100}-\u{E01EF}]/u.test(sign) ? sign : ''))
    .replaceAll(BLANK, ' ')
    .trim();
  const bare = seen.replaceAll(PADDING, '');
  return bare.includes(' ') ||
    /[^\p{Script=Han}]/u.test(seen.replaceAll(DOTS, '').replaceAll(' ', ''))
    ? seen
    : bare;
}

/** By what names are compared: two of the same key are one name. Latin letters count the same in either case. */
export function nameKey(name: string): string {
  return writtenName(name).toLowerCase();
}
