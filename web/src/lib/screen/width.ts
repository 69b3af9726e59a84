/** How wide a text is, in widths of a Chinese character; Latin letters and figures take about half. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) < 0x2e80 ? 0.56 : 1;
  return width;
}
