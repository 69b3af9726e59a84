export type Field = 'name' | 'number' | 'unit' | 'phone' | 'roles';

/** The title rows above a table never took more than this many rows, header included. */
export const HEADER_ROWS = 10;

/** What a column may be called, the clearest name first: when two columns fit, the earlier name wins. */
const NAMES: Record<Field, readonly string[]> = {
  name: ['姓名', '代表姓名', '人员姓名', '委员姓名', '名字', 'name', 'fullname'],
  number: [
    '代表证号',
    '证号',
    '代表编号',
    '人员编号',
    '编号',
    '工号',
    'number',
    'deputynumber',
    'staffnumber',
  ],
  unit: [
    '代表团',
    '单位',
    '所在单位',
    '工作单位',
    '选区',
    '所属选区',
    '所属单位',
    '所属代表团',
    '所属',
    'unit',
    'delegation',
    'constituency',
    'organisation',
    'organization',
  ],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
    '联系电话',
    '联系方式',
    'phone',
    'mobile',
    'telephone',
    'tel',
  ],
  roles: ['身份', '角色', '职责', 'roles', 'role', 'capacity'],
};
/** A post (职务) is no role, but some lists of roles are headed so. */
const POST = ['职务', '职位', 'post', 'position'];
/** Columns under which some lists just count their rows: 1, 2, 3 … */
const PERHAPS_COUNTED = ['编号', '人员编号'];
/** Only the roll of a meeting has such a column: what it calls 身份 is a capacity in that meeting. */
const ENTITLED = ['表决权', '有表决权', 'entitled', 'vote', 'mayvote', 'righttovote'];

export type Header = {
  /** Index of the header's row, from 0. */
  index: number;
  /** Which column (from 0) holds which field. */
  columns: Map<Field, number>;
  /** Where a post (职务) stands and no role does. */
  post: number | undefined;
  /** Whether the column of numbers is called what lists call the counting of their rows, too. */
  perhapsCounted: boolean;
  titles: readonly string[];
};

/**
 * Finds the header among the first rows: the row that names most columns, one of them the name. Undefined
 * when no row names a column of names. `姓名（必填）*` is read as 姓名.
 */
export function readHeader(cells: readonly (readonly string[])[]): Header | undefined {
  let best: Header | undefined;
  for (const [index, titles] of cells.slice(0, HEADER_ROWS).entries()) {
    const columns = columnsOf(titles);
    if (!columns.has('name')) continue;
    if (best === undefined || columns.size > best.columns.size)
      best = headerOf(index, columns, titles);
  }
  return best;
}

function headerOf(index: number, columns: Map<Field, number>, titles: readonly string[]): Header {
  const plain = titles.map(plainTitle);
  if (plain.some((title) => ENTITLED.includes(title))) columns.delete('roles');
  const post = plain.findIndex((title) => POST.includes(title));
  return {
    index,
    columns,
    post: post === -1 || columns.has('roles') ? undefined : post,
    perhapsCounted: PERHAPS_COUNTED.includes(plain[columns.get('number') ?? -1] ?? ''),
    titles,
  };
}

/** Whether a cell is the heading of a column of names. */
export function isNameTitle(cell: string): boolean {
  return NAMES.name.includes(plainTitle(cell));
}

function columnsOf(titles: readonly string[]): Map<Field, number> {
  const plain = titles.map(plainTitle);
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(NAMES) as [Field, readonly string[]][]) {
    const found = names.find((name) => plain.includes(name));
    if (found !== undefined) columns.set(field, plain.indexOf(found));
  }
  return columns;
}

function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\s*:._'’-]/g, '');
}

/** Header cells whose columns are not read. */
export function ignoredTitles(header: Header): string[] {
  const read = new Set(header.columns.values());
  return header.titles.filter((title, column) => title !== '' && !read.has(column));
}
