import { factOfHeading, type DraftFacts } from './facts.ts';
import { pastedRows, unnumbered } from './lines.ts';

export type PastedItem = { readonly title: string; readonly facts: DraftFacts };

/** What the column of titles is called in the sheets that offices keep. */
const TITLE =
  /^(?:.{0,8}(?:项目|事项|议题|议案|决议|决定|报告|对象|单位|部门|人选|候选人|代表)?(?:名称|姓名|题目|标题)|(?:候选|建议|民生实事)?项目|议题|候选人|人选|测评对象|title|name|项目内容)$/i;
/** A title may stand above the heads. */
const HEAD_ROWS = 5;

function isTitleHead(cell: string): boolean {
  return TITLE.test(cell.normalize('NFKC').replaceAll(/\s|\(.*?\)/g, ''));
}

/**
 * The items in pasted text. Columns of a sheet are read where a line names them: the title, and what is said of it
 * (责任单位, 投资额, 类别, 简介); a column with another heading is left out. Without headings each line is a title. The
 * line of headings is no item, and numbers go where the lines run 1, 2, 3 ….
 */
export function pastedItems(text: string): PastedItem[] {
  const rows = pastedRows(text);
  const head = rows
    .slice(0, HEAD_ROWS)
    .findIndex(
      (cells) => cells.filter((cell) => cell !== '').length > 1 && cells.some(isTitleHead),
    );
  const heads = rows[head];
  if (heads === undefined) return plainTitles(rows).map((title) => ({ title, facts: {} }));
  const at = heads.findIndex(isTitleHead);
  const columns = heads.map(factOfHeading);
  const items = rows.slice(head + 1).filter((cells) => (cells[at] ?? '') !== '');
  const titles = unnumbered(items.map((cells) => cells[at] ?? ''));
  return items.map((cells, index) => {
    const facts: DraftFacts = {};
    columns.forEach((fact, column) => {
      const said = cells[column] ?? '';
      if (fact !== undefined && said !== '') facts[fact] = said;
    });
    return { title: titles[index] ?? '', facts };
  });
}

/** One title a line, the cells of a sheet joined; a column that counts the lines is left out. */
function plainTitles(rows: readonly string[][]): string[] {
  const [first, ...rest] = rows;
  const headed = first?.length === 1 && rest.length > 0 && isTitleHead(first[0] ?? '');
  const lines = (headed ? rest : rows).map((cells) => cells.filter((cell) => cell !== ''));
  const counted =
    lines.length > 1 &&
    lines.every((cells, index) => cells.length > 1 && cells[0] === String(index + 1));
  return unnumbered(lines.map((cells) => (counted ? cells.slice(1) : cells).join(' ')));
}
