import { describe, expect, it } from 'vitest';
import { cardCodeOf } from '../../tablet/card-code.ts';
import { cardLink, sheets, spelled } from './code.ts';

describe('cards', () => {
  it('spells a code in two halves, once', () => {
    expect(spelled('ABCDEFGHJK')).toBe('ABCDE-FGHJK');
    expect(spelled('ABCDE-FGHJK')).toBe('ABCDE-FGHJK');
  });

  it('makes a link whose fragment the tablet reads as the same code', () => {
    const link = new URL(cardLink('http://hall.test:3000', 'ABCDEFGHJK'));
    expect(link.pathname).toBe('/t');
    expect(cardCodeOf(link.hash.slice(1))).toBe(cardCodeOf('ABCDE-FGHJK'));
  });

  it('fills sheet after sheet and loses nobody', () => {
    const labels = Array.from({ length: 50 }, (_, index) => index);
    const pages = sheets(labels, 24);
    expect(pages.map((page) => page.length)).toEqual([24, 24, 2]);
    expect(pages.flat()).toEqual(labels);
    expect(sheets([], 24)).toEqual([]);
  });
});
