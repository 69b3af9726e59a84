import { closeSync, openSync, readSync } from 'node:fs';

/** Which characters a font file (TrueType or OpenType) has a glyph for, from its `cmap` table. */
export function coverageOf(path: string): (codePoint: number) => boolean {
  const ranges = rangesOf(tableOf(path, 'cmap')).toSorted((a, b) => a.first - b.first);
  return (codePoint) => {
    let from = 0;
    let to = ranges.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const range = ranges[middle];
      if (range === undefined || range.first > codePoint) to = middle;
      else if (range.last < codePoint) from = middle + 1;
      else return true;
    }
    return false;
  };
}

/** One table of the file; a font of 15 MB is not read for it. */
function tableOf(path: string, name: string): Buffer {
  const file = openSync(path, 'r');
  const read = (at: number, length: number) => {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, at);
    return bytes;
  };
  try {
    const directory = read(12, read(4, 2).readUInt16BE(0) * 16);
    for (let at = 0; at < directory.length; at += 16) {
      if (directory.toString('latin1', at, at + 4) !== name) continue;
      return read(directory.readUInt32BE(at + 8), directory.readUInt32BE(at + 12));
    }
  } finally {
    closeSync(file);
  }
  throw new Error(`the font has no table ${name}`);
}

type Range = { first: number; last: number };

/** The ranges of the subtable in format 12, which reaches beyond the first 65,536 characters. */
function rangesOf(cmap: Buffer): Range[] {
  for (let at = 4, left = cmap.readUInt16BE(2); left > 0; left -= 1, at += 8) {
    const table = cmap.subarray(cmap.readUInt32BE(at + 4));
    if (table.readUInt16BE(0) !== 12) continue;
    return Array.from({ length: table.readUInt32BE(12) }, (_, index) => ({
      first: table.readUInt32BE(16 + index * 12),
      last: table.readUInt32BE(20 + index * 12),
    }));
  }
  throw new Error('the font has no characters in format 12');
}
