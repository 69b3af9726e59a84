import { factOfHeading, type DraftFacts } from './facts.ts';
import { titlesIn } from './items.ts';

export type PastedItem = { readonly title: string; readonly facts: DraftFacts };

/** What the column of titles is called in the sheets that offices keep. */
const TITLE =
  /^(候选)?(项目|事项|议题|对象|单位|人选|候选人)?(名称|姓名|题目|标题)$|^项目$|^议题$|^title$|^name$/i;

/**
 * The items in pasted text. Columns of a sheet are read where its first line names them: the title, and what is said
 * of it (责任单位, 投资额, 类别, 简介); a column with another heading is left out. Without headings each line is a title.
 */
export function pastedItems(text: string): PastedItem[] {
  const rows = text.split(/\r\n|\r|\n/).map((line) => line.split('\t').map((cell) => cell.trim()));
  const heads = rows.find((cells) => cells.some((cell) => cell !== '')) ?? [];
  const at = heads.findIndex((head) => TITLE.test(head.normalize('NFKC').replaceAll(/\s/g, '')));
  if (heads.length < 2 || at < 0) return titlesIn(text).map((title) => ({ title, facts: {} }));
  const columns = heads.map(factOfHeading);
  return rows.slice(rows.indexOf(heads) + 1).flatMap((cells) => {
    const title = cells[at] ?? '';
    if (title === '') return [];
    const facts: DraftFacts = {};
    columns.forEach((fact, column) => {
      const said = cells[column] ?? '';
      if (fact !== undefined && said !== '') facts[fact] = said;
    });
    return [{ title, facts }];
  });
}
