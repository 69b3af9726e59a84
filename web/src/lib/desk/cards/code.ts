/** A card's code as people read it: ABCDE-FGHJK. */
export function spelled(code: string): string {
  return /^[^-]{10}$/.test(code) ? `${code.slice(0, 5)}-${code.slice(5)}` : code;
}

/** What the card's QR code opens. The code stands in the fragment, which browsers never send. */
export function cardLink(origin: string, code: string): string {
  return `${origin}/t#${code}`;
}

/** The labels of one printed sheet after the other. */
export function sheets<T>(labels: readonly T[], perSheet: number): T[][] {
  const pages: T[][] = [];
  for (let at = 0; at < labels.length; at += perSheet) pages.push(labels.slice(at, at + perSheet));
  return pages;
}

/** Sheets of labels as shops sell them: A4, so many across and down, sizes in millimetres. */
export const SHEETS = {
  small: { columns: 3, rows: 8, width: 70, height: 37, qr: 27 },
  large: { columns: 2, rows: 5, width: 99, height: 57, qr: 42 },
} as const;
export type SheetSize = keyof typeof SHEETS;
