import { afterEach, describe, expect, it } from 'vitest';
import { textOfDocx, xmlOfDocx } from '../../../tests/support/docx.ts';
import { missingIn, runsOf } from './fonts.ts';
import { Maker, MOST_WAITING } from './make.ts';
import type { DocumentContent } from './model.ts';

const makers: Maker[] = [];
afterEach(async () => {
  await Promise.all(makers.splice(0).map((maker) => maker.close()));
});

function maker(): Maker {
  const made = new Maker();
  makers.push(made);
  return made;
}

function content(texts: readonly string[]): DocumentContent {
  return {
    fileName: '样例',
    paper: { size: 'a4', sample: true, numbered: true },
    blocks: [
      { kind: 'title', text: texts[0] ?? '' },
      {
        kind: 'table',
        columns: [
          { head: '序号', kind: 'figure' },
          { head: '项目', kind: 'text' },
        ],
        rows: texts.map((text, index) => [{ text: String(index + 1) }, { text }]),
      },
    ],
  };
}

describe('making documents', () => {
  it('takes its time in another thread, fonts included', async () => {
    const all = process.cpuUsage();
    const own = process.threadCpuUsage();
    const made = await maker().make(
      content(Array.from({ length: 200 }, (_, i) => `样例项目之${String(i)}`)),
      'pdf',
    );
    expect(made).toMatchObject({ ok: true });
    const spent = process.cpuUsage(all);
    const here = process.threadCpuUsage(own);
    // Processor time, so that a busy machine changes nothing.
    expect(spent.user + spent.system).toBeGreaterThan(200_000);
    expect(here.user + here.system).toBeLessThan((spent.user + spent.system) / 3);
  });

  it('says that it is busy rather than let many wait for minutes', async () => {
    const busy = maker();
    const asked = Array.from({ length: MOST_WAITING }, () => busy.make(content(['样例']), 'docx'));
    expect(await busy.make(content(['样例']), 'docx')).toEqual({ ok: false, error: 'busy' });
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
    expect(await busy.make(content(['样例']), 'docx')).toMatchObject({ ok: true });
  });

  it('takes out what no file can hold, whatever way it came in', async () => {
    const foul = '样例\u000b一\u0001二\ufffe三\ud800四\u202e五\u0000\uffff\u{1fffe}';
    const made = await maker().make(content([foul]), 'docx');
    if (!made.ok) throw new Error(made.error);
    expect(textOfDocx(made.value)).toContain('样例一二三四五\n');
    // XML 1.0 allows no other characters; Word opens nothing else.
    expect(xmlOfDocx(made.value)).toMatch(
      /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u,
    );
    expect(await maker().make(content([foul]), 'pdf')).toMatchObject({ ok: true });
  });
});

describe('characters without a glyph', () => {
  it('are named before anything is printed', () => {
    const text = '样例𫰠𱖎şབོདئۇꀀᠮ𬭎䶮';
    expect(missingIn(content([text]).blocks)).toEqual([...'𫰠𱖎şབོདئۇꀀᠮ']);
    expect(missingIn(content(['样例项目12（一）· Ā ㎡ ○×']).blocks)).toEqual([]);
  });

  it('leave a sign where they stand, never a gap', () => {
    expect(runsOf('样例𫰠', 'Song')).toEqual([{ text: '样例〓', font: 'Song' }]);
    expect(runsOf('样\u200b例', 'Hei')).toEqual([{ text: '样\u200b例', font: 'Hei' }]);
  });
});
