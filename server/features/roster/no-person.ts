import { writtenName } from '../../domain/writtenName.ts';
import type { NoPerson } from './file.ts';
import { isNameTitle } from './header.ts';

// 总计票人 is an office.
const TOTAL = /合计|小计|总计(?!票)|共计|累计|总人数|应到|实到/;
const COUNT = /^[共计约]*[(]?[\d一二三四五六七八九十百两]+[)]?[人名位个][)]?$/;
const HEADED_COUNT = /[(][共计约]*\d+[人名位][)]$/;
const NUMBERED =
  /^(?:[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+(?:代表|选区|小?组|团|支部))/;
const GROUP =
  /(?:代表团|代表组|代表小组|小组|选区|社区|街道|单位|部门|名单|名册|委员会|办事处|工委|党委|支部|[人成委]员|代表)$/;
const NOTE =
  /^(?:注|备注|说明|填表|填报|制表|审核|联系人|联系电话|日期|单位|签字|盖章)|[:：;；。，,、！!]/;
const VACANT = /^(?:无|空|空缺|暂缺|缺额|缺|待定|待补|略|另附)$/;

/**
 * Whether a row of a list looks like something else than a person: 小计 and 合计, 3人, the heading of a group, the
 * header once more, a note. `name` is its cell of names, `own` its other cells that say something of a person, `cells`
 * all of them.
 */
export function noPersonIn(
  name: string,
  own: readonly string[],
  cells: readonly string[],
): NoPerson | undefined {
  if (isNameTitle(name)) return 'header';
  const texts = cells.filter((cell) => cell !== '').map(writtenName);
  if (texts.some((text) => text.length <= 12 && TOTAL.test(text))) return 'total';
  const written = writtenName(name);
  const blank = own.every((cell) => cell === '');
  // Nothing of a person at all: a line beside the table.
  if (written === '') return blank ? 'note' : undefined;
  if (COUNT.test(written)) return 'total';
  if (HEADED_COUNT.test(written)) return 'heading';
  if (blank && NUMBERED.test(written)) return 'heading';
  if (NOTE.test(written) || VACANT.test(written)) return 'note';
  if (!/\p{L}/u.test(written)) return 'note';
  // A long line beside nothing is no Chinese name; names of other peoples have their dots.
  if (blank && /^\p{Script=Han}{9,}$/u.test(written)) return 'note';
  return blank && GROUP.test(written) ? 'heading' : undefined;
}
