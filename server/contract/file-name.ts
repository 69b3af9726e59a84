const LONGEST = 80;

/** A name for a file that people read, 会议-轮次-结果.json: without what file systems refuse, and not endless. */
export function fileName(parts: readonly string[], extension: string): string {
  const name = parts
    .map((part) =>
      part
        // eslint-disable-next-line no-control-regex -- what a title may have brought along
        .replaceAll(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '')
    // By characters, not halves of them.
    .map((part) => [...part].slice(0, LONGEST).join('').trim())
    .join('-');
  return `${name}.${extension}`;
}
