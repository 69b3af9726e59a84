import { describe, expect, it } from 'vitest';
import { cardCodeOf } from '../../tablet/card-code.ts';
import { cardLink, inOrder, isLoopback, originOf, sheets, spelled } from './code.ts';

describe('cards', () => {
  it('spells a code in groups of four, which the tablet reads as the same code', () => {
    expect(spelled('1234567890123456')).toBe('1234 5678 9012 3456');
    expect(cardCodeOf(spelled('1234567890123456'))).toBe('1234567890123456');
  });

  it('makes a link with the secret in its fragment', () => {
    const link = new URL(cardLink('http://hall.test:3000', 'aB3_-xyz'));
    expect([link.pathname, link.hash]).toEqual(['/t', '#aB3_-xyz']);
  });

  it('takes addresses as people type them', () => {
    expect(originOf('192.168.1.20:8080')).toBe('http://192.168.1.20:8080');
    expect(originOf(' https://vote.test/t ')).toBe('https://vote.test');
    expect(['', '  ', 'http://', 'a b'].map(originOf)).toEqual([null, null, null, null]);
  });

  it('knows addresses that only this computer can open', () => {
    const known = [
      'http://localhost:8080',
      'http://127.0.0.1',
      'http://[::1]:1',
      'http://10.0.0.2',
    ];
    expect(known.map(isLoopback)).toEqual([true, true, true, false]);
  });

  it('orders by number as people count, then by name', () => {
    const cards = [
      { name: '样例乙', number: null },
      { name: '样例甲', number: null },
      { name: '样例丙', number: 'D10' },
      { name: '样例丁', number: 'D9' },
    ];
    expect(inOrder(cards, 'zh-CN').map(({ name }) => name)).toEqual([
      '样例丁',
      '样例丙',
      '样例甲',
      '样例乙',
    ]);
  });

  it('fills sheet after sheet and loses nobody', () => {
    const labels = Array.from({ length: 50 }, (_, index) => index);
    const pages = sheets(labels, 24);
    expect(pages.map((page) => page.length)).toEqual([24, 24, 2]);
    expect(pages.flat()).toEqual(labels);
    expect(sheets([], 24)).toEqual([]);
  });
});
