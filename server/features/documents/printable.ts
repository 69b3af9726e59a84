/**
 * A text as a document can hold it. XML knows no control characters and no U+FFFE, so one of them in a title makes
 * a DOCX that doesn't open; signs that turn the direction of writing change what is read. Word's line break (U+000B)
 * and other separators become a space.
 */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/[\t\v\f\r\u0085\u2028\u2029]+/g, ' ')
      // eslint-disable-next-line no-control-regex -- they are what is taken out
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
      .replaceAll(/[\p{Noncharacter_Code_Point}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
  );
}
