import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import { layOut } from './columns.ts';
import type { Block, Cell, DocumentContent, Paper, Table } from './model.ts';
import { innerOf, PAGES, TYPE } from './pages.ts';

/** Fonts by the names that Chinese offices have; a computer without them substitutes its own. */
const BODY = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' };
const TITLE = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' };
const HEAD = { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' };

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

/** Twentieths of a point, in which Word measures. */
const twips = (points: number): number => Math.round(points * 20);

/** Renders a document as DOCX. */
export async function docxOf({ paper, blocks }: DocumentContent): Promise<Buffer> {
  const { width, height, margin } = PAGES[paper.size];
  const footer = footerOf(paper);
  const document = new Document({
    creator: 'Gongyi 公议',
    ...(paper.tint === undefined ? {} : { background: { color: paper.tint } }),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: twips(width),
              height: twips(height),
              orientation: PageOrientation.PORTRAIT,
            },
            margin: {
              top: twips(margin.top),
              bottom: twips(margin.bottom),
              left: twips(margin.left),
              right: twips(margin.right),
            },
          },
        },
        ...(footer.length > 0 ? { footers: { default: new Footer({ children: footer }) } } : {}),
        children: blocks.flatMap((block) => render(block, paper.size, false)),
      },
    ],
  });
  return Packer.toBuffer(document);
}

function footerOf({ sample, numbered }: Paper): Paragraph[] {
  const centred = (children: TextRun[]) =>
    new Paragraph({ alignment: AlignmentType.CENTER, children });
  return [
    ...(numbered
      ? [
          centred([
            new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: BODY, size: 24 }),
          ]),
        ]
      : []),
    ...(sample
      ? [
          centred([
            new TextRun({ text: '样例文件，内容均为虚构', font: BODY, size: 18, color: '808080' }),
          ]),
        ]
      : []),
  ];
}

/** Parts a table from what follows, and is low enough to fit under the last one of a full page. */
function gap(keepNext: boolean): Paragraph {
  const spacing = { line: twips(5), lineRule: 'exact' as const };
  return line('', { font: BODY, points: 2 }, { keepNext, spacing });
}

type Run = { font: typeof BODY; points: number; bold?: boolean };

function line(
  text: string,
  { font, points, bold }: Run,
  options: IParagraphOptions = {},
): Paragraph {
  const children = text.split('\n').map(
    (part, index) =>
      new TextRun({
        text: part,
        font,
        size: Math.round(points * 2),
        ...(bold === true ? { bold } : {}),
        ...(index > 0 ? { break: 1 } : {}),
      }),
  );
  return new Paragraph({ ...options, children });
}

function render(block: Block, size: Paper['size'], keepNext: boolean): (Paragraph | DocxTable)[] {
  const type = TYPE[size];
  const spacing = { line: twips(type.body * 1.75), lineRule: 'exact' as const };
  const centred = { alignment: AlignmentType.CENTER, spacing: { after: 200 }, keepNext: true };
  switch (block.kind) {
    case 'title':
      return [line(block.text, { font: TITLE, points: type.title }, centred)];
    case 'subtitle':
      return [line(block.text, { font: HEAD, points: type.body }, centred)];
    case 'heading':
      return [line(block.text, { font: HEAD, points: type.body }, { spacing, keepNext: true })];
    case 'paragraph':
      return [
        line(
          block.text,
          { font: BODY, points: type.body },
          { spacing, keepNext, indent: { firstLine: twips(type.body * 2) } },
        ),
      ];
    case 'plain': {
      const points = block.size ?? type.plain;
      return [
        line(
          block.text,
          { font: BODY, points },
          {
            spacing: { line: twips(points * 1.7), lineRule: 'exact' },
            keepNext,
            alignment: ALIGN[block.align ?? 'left'],
          },
        ),
      ];
    }
    case 'table':
      return [tableOf(block, size, keepNext), gap(keepNext)];
    case 'together':
      return block.blocks.flatMap((each, index) =>
        render(each, size, index < block.blocks.length - 1),
      );
  }
}

function tableOf(table: Table, paper: Paper['size'], keepNext: boolean): DocxTable {
  const { width } = innerOf(paper);
  const { widths, size } = layOut(table, width, TYPE[paper].table);
  const columns = widths.map(twips);
  const cell = ({ text, align, bold }: Cell, index: number, head: boolean): TableCell =>
    new TableCell({
      width: { size: columns[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        line(
          text,
          { font: head ? HEAD : BODY, points: size, ...(bold === true ? { bold } : {}) },
          {
            alignment: ALIGN[align ?? 'left'],
            keepNext: keepNext || head,
            // Word would put room around figures, for which the columns aren't made.
            autoSpaceEastAsianText: false,
          },
        ),
      ],
    });
  const height =
    table.rowHeight === undefined
      ? {}
      : { height: { value: twips(table.rowHeight), rule: HeightRule.ATLEAST } };
  const border = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  return new DocxTable({
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
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
        children: table.columns.map(({ head }, index) =>
          cell({ text: head, align: 'center' }, index, true),
        ),
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            ...height,
            cantSplit: true,
            children: row.map((one, index) => cell(one, index, false)),
          }),
      ),
    ],
  });
}
