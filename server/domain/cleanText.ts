/**
 * Texts as they are taken in, whatever they are for. A control character, or a sign that Unicode never assigns, makes a
 * document that doesn't open; a sign that turns text around makes a name read as another.
 */

/** Every kind of line break: Word's own (U+000B), those of other systems. */
const BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** What no text of ours holds, tabs and line breaks aside. NUL stays: whoever sends it is refused. */
const FORBIDDEN =
  /[\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\uFEFF\uFFF9-\uFFFC]|(?![\t\n\0])\p{Cc}/gu;

/** The fields of one line: names and titles, and what stands beside them in a table. */
const OF_ONE_LINE = new Set([
  'name',
  'title',
  'place',
  'number',
  'unit',
  'phone',
  'category',
  'investment',
  'loginName',
]);

/** A text without what no text holds; every line break is a line feed. */
export function cleanText(text: string): string {
  return text.replaceAll(BREAKS, '\n').replaceAll(FORBIDDEN, '');
}

/** The same in one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/[\t\n]+/g, ' ');
}

/** What was sent, with every text of it clean, however deep it lies. */
export function cleanTexts(sent: unknown, field = ''): unknown {
  if (typeof sent === 'string') return OF_ONE_LINE.has(field) ? cleanLine(sent) : cleanText(sent);
  if (Array.isArray(sent)) return sent.map((each) => cleanTexts(each, field));
  if (typeof sent !== 'object' || sent === null) return sent;
  // A query has no prototype; a file has another one.
  const prototype: unknown = Object.getPrototypeOf(sent);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return sent;
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [cleanText(key), cleanTexts(value, key)]),
  );
}
