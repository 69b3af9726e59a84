import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { Block, Cell, DocumentContent } from './model.ts';

/** Fonts by the names that Chinese offices have; a computer without them substitutes its own. */
const BODY = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' };
const TITLE = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' };
const HEAD = { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' };

/** Page sizes and margins in twentieths of a point: 党政机关公文格式 (GB/T 9704) for A4. */
const PAGES = {
  a4: { width: 11906, height: 16838, margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 } },
  a5: { width: 8391, height: 11906, margin: { top: 1000, bottom: 900, left: 850, right: 850 } },
} as const;

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

/** Renders a document as DOCX. */
export async function docxOf({ paper, blocks }: DocumentContent): Promise<Buffer> {
  const page = PAGES[paper.size];
  // Half points: 16 pt (三号) on A4, 12 pt on A5.
  const size = paper.size === 'a4' ? 32 : 24;
  const document = new Document({
    creator: 'Gongyi 公议',
    ...(paper.tint === undefined ? {} : { background: { color: paper.tint } }),
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height, orientation: PageOrientation.PORTRAIT },
            margin: page.margin,
          },
        },
        ...(paper.sample ? { footers: { default: new Footer({ children: [sampleLine()] }) } } : {}),
        children: blocks.flatMap((block) => render(block, size, page)),
      },
    ],
  });
  return Packer.toBuffer(document);
}

function sampleLine(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ text: '样例文件，内容均为虚构', font: BODY, size: 18, color: '808080' }),
    ],
  });
}

function line(
  text: string,
  run: { font: typeof BODY; size: number; bold?: boolean },
  options: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({ ...options, children: [new TextRun({ text, ...run })] });
}

function render(
  block: Block,
  size: number,
  page: (typeof PAGES)[keyof typeof PAGES],
): (Paragraph | Table)[] {
  const spacing = { line: size >= 32 ? 560 : 400, lineRule: 'exact' as const };
  switch (block.kind) {
    case 'title':
      return [
        line(
          block.text,
          { font: TITLE, size: size + 12 },
          {
            alignment: AlignmentType.CENTER,
            spacing: { after: 200 },
          },
        ),
      ];
    case 'subtitle':
      return [
        line(
          block.text,
          { font: HEAD, size },
          {
            alignment: AlignmentType.CENTER,
            spacing: { after: 200 },
          },
        ),
      ];
    case 'heading':
      return [line(block.text, { font: HEAD, size }, { spacing })];
    case 'paragraph':
      return [
        line(block.text, { font: BODY, size }, { spacing, indent: { firstLine: size * 20 } }),
      ];
    case 'plain':
      return [
        line(
          block.text,
          { font: BODY, size: size - 4 },
          {
            spacing,
            alignment: ALIGN[block.align ?? 'left'],
          },
        ),
      ];
    case 'table':
      return [tableOf(block, size, page), line('', { font: BODY, size: 12 })];
    case 'signatures':
      return block.lines.map(({ office, name, signed }) =>
        line(
          `${office}（签名）：${name}　　${signed ?? '　　　　　　　　　　　年　　月　　日'}`,
          { font: BODY, size: size - 4 },
          { spacing },
        ),
      );
  }
}

function tableOf(
  { widths, header, rows }: Extract<Block, { kind: 'table' }>,
  size: number,
  page: (typeof PAGES)[keyof typeof PAGES],
): Table {
  const inner = page.width - page.margin.left - page.margin.right;
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.floor((inner * width) / all));
  const cell = ({ text, align, bold }: Cell, index: number, head: boolean): TableCell =>
    new TableCell({
      width: { size: columns[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      children: [
        line(
          text,
          { font: head ? HEAD : BODY, size: size - 8, ...(bold === true ? { bold } : {}) },
          { alignment: ALIGN[align ?? 'left'] },
        ),
      ],
    });
  const border = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  return new Table({
    columnWidths: columns,
    width: { size: inner, type: WidthType.DXA },
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((text, index) => cell({ text, align: 'center' }, index, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((one, index) => cell(one, index, false)),
          }),
      ),
    ],
  });
}
