import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.d.ts';
import { layOut, PADDING } from './columns.ts';
import { FONT_FILES, runsOf, type Face } from './fonts.ts';
import type { Block, Cell, DocumentContent, Paper, Table } from './model.ts';
import { innerOf, PAGES, TYPE } from './pages.ts';

/** 黑体 has no room above and below its characters, 宋体 has. */
const HEI = 1.3;

const faces = (file: string) => ({ normal: file, bold: file, italics: file, bolditalics: file });

pdfmake.setFonts(
  Object.fromEntries(Object.entries(FONT_FILES).map(([face, file]) => [face, faces(file)])),
);
// Nothing is ever fetched, whatever a title contains; fonts are the only files read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(FONT_FILES).includes(path));

/** Renders a document as PDF, with the Chinese glyphs it uses embedded. */
export async function pdfOf({ paper, blocks }: DocumentContent): Promise<Buffer> {
  const { width, height, margin } = PAGES[paper.size];
  const definition: TDocumentDefinitions = {
    pageSize: { width, height },
    pageMargins: [margin.left, margin.top, margin.right, margin.bottom],
    defaultStyle: { font: 'Song', fontSize: TYPE[paper.size].body, lineHeight: 1 },
    content: blocks.map((block) => render(block, paper.size)),
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
    ...(paper.sample || paper.numbered ? { footer: (page) => footerOf(paper, page) } : {}),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

function footerOf({ sample, numbered }: Paper, page: number): Content {
  return {
    alignment: 'center',
    stack: [
      ...(numbered ? [{ text: `— ${String(page)} —`, fontSize: 12 }] : []),
      ...(sample ? [{ text: '样例文件，内容均为虚构', color: '#808080', fontSize: 9 }] : []),
    ],
  };
}

function render(block: Block, size: Paper['size']): Content {
  const type = TYPE[size];
  switch (block.kind) {
    case 'title':
      return {
        text: runsOf(block.text, 'SongBold'),
        fontSize: type.title,
        alignment: 'center',
        margin: [0, 0, 0, 8],
      };
    case 'subtitle':
      return {
        text: runsOf(block.text, 'Hei'),
        fontSize: type.body,
        lineHeight: HEI,
        alignment: 'center',
        margin: [0, 0, 0, 8],
      };
    case 'heading':
      return { text: runsOf(block.text, 'Hei'), lineHeight: HEI, margin: [0, 4, 0, 2] };
    case 'paragraph':
      return {
        text: runsOf(block.text, 'Song'),
        leadingIndent: type.body * 2,
        lineHeight: 1.2,
        margin: [0, 0, 0, 2],
      };
    case 'plain':
      return {
        text: runsOf(block.text, 'Song'),
        fontSize: block.size ?? type.plain,
        alignment: block.align ?? 'left',
        lineHeight: 1.1,
        margin: [0, 0, 0, 3],
      };
    case 'table':
      return tableOf(block, size);
    case 'together':
      return { unbreakable: true, stack: block.blocks.map((each) => render(each, size)) };
  }
}

function tableOf(table: Table, paper: Paper['size']): Content {
  const { widths, size } = layOut(table, innerOf(paper).width, TYPE[paper].table);
  const cell = ({ text, align, bold }: Cell, face: Face) => ({
    text: runsOf(text, bold === true ? 'SongBold' : face),
    alignment: align ?? ('left' as const),
    verticalAlignment: 'middle' as const,
    ...(face === 'Hei' ? { lineHeight: HEI } : {}),
  });
  const { rowHeight } = table;
  return {
    margin: [0, 5, 0, 9],
    fontSize: size,
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: widths.map((width) => width - PADDING),
      ...(rowHeight === undefined
        ? {}
        : { heights: (row: number) => (row === 0 ? 'auto' : rowHeight) }),
      body: [
        table.columns.map(({ head }) => cell({ text: head, align: 'center' }, 'Hei')),
        ...table.rows.map((row) => row.map((one) => cell(one, 'Song'))),
      ],
    },
    layout: {
      hLineWidth: () => 0.75,
      vLineWidth: () => 0.75,
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 2,
      paddingBottom: () => 3,
    },
  };
}
