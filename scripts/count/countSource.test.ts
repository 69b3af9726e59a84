import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from '../../server/domain/count/count.ts';
import { anyDocument } from '../../server/domain/documents.test-support.ts';
import { countSource } from './countSource.ts';
import { Spool, type Source } from './source.ts';

/** A text as bytes in pieces of this size. */
function inPieces(text: string | Uint8Array, size: number): Source {
  const bytes = Buffer.from(text);
  return {
    async *chunks() {
      // One buffer for all pieces, as a file reader may do.
      const buffer = Buffer.alloc(size);
      for (let at = 0; at < bytes.length; at += size) {
        const piece = bytes.copy(buffer, 0, at, at + size);
        yield await Promise.resolve(buffer.subarray(0, piece));
      }
    },
  };
}

const document = {
  format: 'gongyi-round/1',
  kind: 'each',
  items: [{ id: 'p01', title: '样例 "一" \\ [}' }],
  majority: [],
  roll: { enrolled: 2, present: 2, issued: 2, collected: 2 },
  papers: [{ marks: { p01: 'for' } }, { marks: {} }],
};
const text = JSON.stringify(document);

describe('reading a document piece by piece', () => {
  test('gives the count of the whole, wherever it is cut and whatever stands first', async () => {
    const cut = fc.record({
      document: anyDocument,
      order: fc.infiniteStream(fc.nat(100)),
      size: fc.integer({ min: 1, max: 40 }),
      space: fc.constantFrom(undefined, 1, '\t'),
    });
    await fc.assert(
      fc.asyncProperty(cut, async ({ document, order, size, space }) => {
        const entries = Object.entries(document).map((entry) => ({
          entry,
          place: order.next().value,
        }));
        const shuffled = entries.sort((a, b) => Number(a.place) - Number(b.place));
        const text = JSON.stringify(
          Object.fromEntries(shuffled.map(({ entry }) => entry)),
          null,
          space,
        );
        expect(await countSource(inPieces(text, size))).toEqual(count(document));
      }),
      { numRuns: 500 },
    );
  });

  const paper = (inside: string): string => text.replace('{"marks":{}}', inside);
  const refused: [string, string | Uint8Array, string][] = [
    ['nothing', '', ''],
    ['a list', '[]', ''],
    ['a word', 'true', ''],
    ['an early end', text.slice(0, -1), ''],
    ['an early end inside a paper', text.slice(0, -5), ''],
    ['a second document behind it', text + text, ''],
    ['a comma too many', text.replace(/}$/, ',}'), ''],
    ['a missing colon', text.replace('"kind":', '"kind"'), ''],
    ['a value that is not JSON', text.replace('"each"', 'each'), 'kind'],
    ['a missing value', text.replace('"each"', ''), 'kind'],
    ['a key twice', text.replace('{', '{"kind":"each",'), 'kind'],
    ['a key twice inside', text.replace('"present":2', '"present":2,"present":1'), 'roll'],
    ['a paper that is not JSON', paper('{"marks":}'), 'papers[1]'],
    ['a paper with brackets that do not fit', paper('{"marks":[}]'), 'papers[1]'],
    ['a comma behind the last paper', paper('{"marks":{}},'), 'papers[2]'],
    ['two commas between papers', paper(',{"marks":{}}'), 'papers[1]'],
    ['papers without a comma', paper('{"marks":{}}{"marks":{}}'), 'papers[2]'],
    ['a mark given twice', paper('{"marks":{"p01":"for","p01":"against"}}'), 'papers[1]'],
    ['an unknown item', paper('{"marks":{"p99":"for"}}'), 'papers[1].marks.p99'],
    ['papers that are no list', text.replace(/\[{"marks".*]/, '7'), 'papers'],
    ['a list of papers twice', text.replace(/}$/, ',"papers":[]}'), 'papers'],
    ['no papers', text.replace(/,"papers".*]/, ''), 'papers'],
    ['bytes that are not UTF-8', Buffer.from(paper('{"marks":{"\xff":"for"}}'), 'latin1'), 'items'],
  ];
  test.each(refused)('%s is refused', async (_, bytes, path) => {
    for (const size of [1, 7, 10_000]) {
      const counted = await countSource(inPieces(bytes, size));
      expect(counted).toEqual({ ok: false, error: { path, reason: expect.any(String) as string } });
    }
  });

  test('the one they all are made from is not', async () => {
    expect(await countSource(inPieces(text, 3))).toEqual(count(document));
    expect(await countSource(inPieces(`\uFEFF \n${text}\n`, 1))).toMatchObject({ ok: true });
  });

  test('papers of a void round need only be JSON', async () => {
    const roll = { enrolled: 9, present: 1, issued: 1, collected: 2 };
    const overfull = JSON.stringify({ ...document, roll, papers: ['nonsense', 7] });
    expect(await countSource(inPieces(overfull, 5))).toMatchObject({ value: { round: 'void' } });
    const broken = overfull.replace('7', '7x');
    expect(await countSource(inPieces(broken, 5))).toMatchObject({ error: { path: 'papers[1]' } });
  });
});

describe('a published box', () => {
  const receipts = ['1', '2'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
  const box = { format: 'gongyi-box/1', receipts, round: document };
  const counted = (changed: object) =>
    countSource(inPieces(JSON.stringify({ ...box, ...changed }), 7));

  test('is counted as the round in it', async () => {
    expect(await counted({})).toEqual(count(document));
  });

  test.each<[string, object, string]>([
    ['a receipt is missing', { receipts: receipts.slice(1) }, 'receipts'],
    ['receipts are out of order', { receipts: receipts.toReversed() }, 'receipts[1]'],
    ['a receipt is there twice', { receipts: [receipts[0], receipts[0]] }, 'receipts[1]'],
    ['a receipt is none', { receipts: ['1', '2'] }, 'receipts.0'],
    ['there is another key', { seal: 'red' }, ''],
    ['there is no round', { round: undefined }, 'round'],
    [
      'the round in it is refused',
      { round: { ...document, papers: [{ marks: { p99: 'for' } }, { marks: {} }] } },
      'round.papers[0].marks.p99',
    ],
  ])('is refused when %s', async (_, changed, path) => {
    expect(await counted(changed)).toMatchObject({ ok: false, error: { path } });
  });
});

describe('what cannot be read twice', () => {
  const read = async (source: Source): Promise<string> => {
    const chunks = [];
    for await (const chunk of source.chunks()) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString();
  };

  test.each([4, 1 << 20])(
    'is kept in %i bytes of memory, the rest in a file without a name',
    async (limit) => {
      const folders = (): string[] =>
        readdirSync(tmpdir()).filter((name) => name.startsWith('gongyi-count-'));
      const before = folders();
      const spool = new Spool(limit);
      const buffer = Buffer.from('ab');
      spool.write(buffer);
      buffer.write('cd');
      spool.write(buffer);
      spool.write(Buffer.from('efg'));
      expect(spool.size).toBe(7);
      expect([await read(spool), await read(spool)]).toEqual(['abcdefg', 'abcdefg']);
      if (process.platform !== 'win32') expect(folders()).toEqual(before);
      spool.dispose();
      expect(folders().filter((name) => existsSync(name))).toEqual([]);
    },
  );
});
