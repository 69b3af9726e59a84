import type { Paper } from './model.ts';

/** Page sizes and margins in points: of an official document as 党政机关公文格式 (GB/T 9704) wants them. */
export const PAGES = {
  a4: { width: 595.3, height: 841.9, margin: { top: 104.9, bottom: 90, left: 79.4, right: 73.7 } },
  'a4-form': { width: 595.3, height: 841.9, margin: { top: 56, bottom: 60, left: 56, right: 56 } },
  a5: { width: 419.55, height: 595.3, margin: { top: 45, bottom: 42, left: 40, right: 40 } },
} as const;

/** Width and height between the margins, in points. */
export function innerOf(size: Paper['size']): { width: number; height: number } {
  const { width, height, margin } = PAGES[size];
  return {
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  };
}

/** Sizes of type in points: 三号 for the text of an official document, 四号 and less for what stands beside it. */
export const TYPE = {
  a4: { title: 22, body: 16, plain: 14, table: 12 },
  'a4-form': { title: 22, body: 14, plain: 12, table: 11.5 },
  a5: { title: 16, body: 12, plain: 11, table: 10.5 },
} as const;
