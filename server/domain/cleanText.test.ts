import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, cleanTexts } from './cleanText.ts';

const BAD = [
  '\u0001',
  '\u001f',
  '\u007f',
  '\u202e',
  '\u2066',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\u{1FFFE}',
];

describe('texts that are sent', () => {
  it.each(BAD)('hold no %j', (sign) => {
    expect(cleanText(`样${sign}例`)).toBe('样例');
    expect(cleanTexts({ definition: { items: [{ title: `样${sign}例` }] } })).toEqual({
      definition: { items: [{ title: '样例' }] },
    });
  });

  it('have their line breaks as line feeds, and in names and titles as spaces', () => {
    for (const end of ['\v', '\r\n', '\r', '\f', '\u2028', '\u0085']) {
      expect(cleanTexts({ reason: `样${end}例`, title: `样${end}例` })).toEqual({
        reason: '样\n例',
        title: '样 例',
      });
    }
    expect(cleanLine('样\t例')).toBe('样 例');
  });

  it('are clean wherever they lie, and everything else stays as it is', () => {
    const sign = fc.constantFrom(...BAD, '样', 'a', '\v', '\u200d', '👨');
    const text = fc.array(sign).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.jsonValue(), text, (value, dirty) => {
        const sent = { value, list: [{ deep: dirty }], title: dirty };
        const clean = JSON.stringify(cleanTexts(sent));
        for (const bad of BAD) expect(JSON.parse(clean).list[0].deep).not.toContain(bad);
        expect(cleanTexts(cleanTexts(sent))).toEqual(cleanTexts(sent));
      }),
    );
    const kept = { count: 3, none: null, yes: true, names: ['样例👨‍👩‍👧', 'Anna Li'] };
    expect(cleanTexts(kept)).toEqual(kept);
    const file = Buffer.from('\u0001');
    expect(cleanTexts(file)).toBe(file);
  });
});
