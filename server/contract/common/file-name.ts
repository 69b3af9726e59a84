const LONGEST = 80;

/** A title as part of a file's name on any system: in one line, without what Windows forbids. */
export function withoutForbidden(title: string): string {
  return (
    title
      // eslint-disable-next-line no-control-regex -- what a title may have brought along
      .replaceAll(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}

/** A name for a file that people read, 会议-轮次-结果.json: without what file systems refuse, and not endless. */
export function fileName(parts: readonly string[], extension: string): string {
  const name = parts
    .map(withoutForbidden)
    .filter((part) => part !== '')
    // By characters, not halves of them.
    .map((part) => [...part].slice(0, LONGEST).join('').trim())
    .join('-');
  return `${name}.${extension}`;
}
