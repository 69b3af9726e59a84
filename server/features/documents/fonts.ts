import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { coverageOf } from './cmap.ts';
import { textsOf, type Block } from './model.ts';

/** The faces of a PDF: 宋体 for text and titles, 黑体 for heads (docs/decisions/fonts-of-documents.md). */
export type Face = 'Song' | 'SongBold' | 'Hei';

const { resolve } = createRequire(import.meta.url);
const song = dirname(resolve('@expo-google-fonts/noto-serif-sc/package.json'));
const hei = join(dirname(resolve('@embedpdf/fonts-sc')), '..', 'fonts');

export const FONT_FILES: Record<Face, string> = {
  Song: join(song, '400Regular', 'NotoSerifSC_400Regular.ttf'),
  SongBold: join(song, '700Bold', 'NotoSerifSC_700Bold.ttf'),
  Hei: join(hei, 'NotoSansHans-Regular.otf'),
};

/** Stands where a character has no glyph, as it did in hand-set type: seen by everybody, taken for nothing else. */
const GETA = '〓';

let covered: { song: (codePoint: number) => boolean; hei: (codePoint: number) => boolean } | null =
  null;

function coverage() {
  // Both weights of 宋体 hold the same characters.
  covered ??= { song: coverageOf(FONT_FILES.Song), hei: coverageOf(FONT_FILES.Hei) };
  return covered;
}

/** Signs that are no picture of their own: spaces, what joins and chooses forms. */
const WITHOUT_GLYPH = /^[\s\p{Cf}\p{Variation_Selector}]$/u;

/** The text in pieces, each in a face that has its characters; in `face` wherever that has them. */
export function runsOf(text: string, face: Face): { text: string; font: Face }[] {
  const { song: inSong, hei: inHei } = coverage();
  const runs: { text: string; font: Face }[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const own = face === 'Hei' ? inHei : inSong;
    const other = face === 'Hei' ? inSong : inHei;
    let run = { text: char, font: face };
    if (!own(code) && !WITHOUT_GLYPH.test(char)) {
      run = other(code)
        ? { text: char, font: face === 'Hei' ? 'Song' : 'Hei' }
        : { text: GETA, font: face };
    }
    const last = runs.at(-1);
    if (last?.font === run.font) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

/** The characters of a document that no font of the PDF has, each once. */
export function missingIn(blocks: readonly Block[]): string[] {
  const { song: inSong, hei: inHei } = coverage();
  const missing = new Set<string>();
  for (const char of textsOf(blocks).join('')) {
    const code = char.codePointAt(0) ?? 0;
    if (!inSong(code) && !inHei(code) && !WITHOUT_GLYPH.test(char)) missing.add(char);
  }
  return [...missing];
}
