/** A card's code as people read it: 1234 5678 9012 3456. */
export function spelled(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What the card's QR code opens, once. The secret stands in the fragment, which browsers never send. */
export function cardLink(origin: string, link: string): string {
  return `${origin}/t#${link}`;
}

/** Whether this address means the computer itself, so that no tablet could open it. */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** The origin of an address as somebody types it, with or without http://; null when it is none. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  return url === null || text === '' ? null : url.origin;
}

/** Cards as they are handed out: by number, and those without one by name. */
export function inOrder<T extends { name: string; number: string | null }>(
  cards: readonly T[],
  locale: string,
): T[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  return [...cards].sort((a, b) => {
    if (a.number === null || b.number === null) {
      if (a.number !== b.number) return a.number === null ? 1 : -1;
      return collator.compare(a.name, b.name);
    }
    return collator.compare(a.number, b.number);
  });
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
  /** For whoever sees badly: a card of half a hand's height, across the sheet. */
  huge: { columns: 1, rows: 4, width: 190, height: 69, qr: 62 },
} as const;
export type SheetSize = keyof typeof SHEETS;
