import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.d.ts';
import type { Block, Cell, DocumentContent } from './model.ts';

const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '..',
  'fonts',
);
const regular = join(FONTS, 'NotoSansHans-Regular.otf');
const bold = join(FONTS, 'NotoSansHans-Bold.otf');

pdfmake.setFonts({
  NotoSansHans: { normal: regular, bold, italics: regular, bolditalics: bold },
});
// Nothing is ever fetched, whatever a title contains; fonts are the only files read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);

/** Renders a document as PDF, with the Chinese glyphs it uses embedded. */
export async function pdfOf({ paper, blocks }: DocumentContent): Promise<Buffer> {
  const small = paper.size === 'a5';
  const body = small ? 9.5 : 12;
  const definition: TDocumentDefinitions = {
    pageSize: small ? 'A5' : 'A4',
    pageMargins: small ? [40, 42, 40, 42] : [74, 80, 70, 76],
    defaultStyle: { font: 'NotoSansHans', fontSize: body, lineHeight: 1.35 },
    content: blocks.map((block) => render(block, body)),
    ...(paper.tint === undefined
      ? {}
      : {
          background: (_page, size) => ({
            canvas: [
              {
                type: 'rect',
                x: 0,
                y: 0,
                w: size.width,
                h: size.height,
                color: `#${paper.tint ?? ''}`,
              },
            ],
          }),
        }),
    ...(paper.sample
      ? {
          footer: {
            text: '样例文件，内容均为虚构',
            alignment: 'center',
            color: '#808080',
            fontSize: 8,
          },
        }
      : {}),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

function render(block: Block, body: number): Content {
  switch (block.kind) {
    case 'title':
      return {
        text: block.text,
        fontSize: body * 1.7,
        bold: true,
        alignment: 'center',
        margin: [0, 0, 0, 8],
      };
    case 'subtitle':
      return { text: block.text, fontSize: body * 1.15, alignment: 'center', margin: [0, 0, 0, 8] };
    case 'heading':
      return { text: block.text, bold: true, margin: [0, 4, 0, 2] };
    case 'paragraph':
      return { text: block.text, leadingIndent: body * 2, margin: [0, 0, 0, 3] };
    case 'plain':
      return { text: block.text, alignment: block.align ?? 'left', margin: [0, 0, 0, 3] };
    case 'table':
      return tableOf(block, body);
    case 'signatures':
      return {
        margin: [0, 10, 0, 0],
        stack: block.lines.map(({ office, name, signed }) => ({
          text: `${office}（签名）：${name}　　${signed ?? '　　　　　　　　　　年　　月　　日'}`,
          margin: [0, 4, 0, 4],
        })),
      };
  }
}

function tableOf(
  { widths, header, rows }: Extract<Block, { kind: 'table' }>,
  body: number,
): Content {
  const all = widths.reduce((sum, width) => sum + width, 0);
  // Percentages leave no room for borders and padding; the widest columns take what is left instead.
  const widest = Math.max(...widths);
  const cell = ({ text, align, bold: heavy }: Cell) => ({
    text,
    alignment: align ?? 'left',
    bold: heavy ?? false,
    margin: [0, 2, 0, 2] as [number, number, number, number],
  });
  return {
    margin: [0, 6, 0, 10],
    fontSize: body * 0.85,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: widths.map((width) => (width === widest ? '*' : `${String((width / all) * 92)}%`)),
      body: [
        header.map((text) => ({ ...cell({ text, align: 'center', bold: true }) })),
        ...rows.map((row) => row.map(cell)),
      ],
    },
  };
}
