import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import { encodeGb18030 } from './gb18030.ts';

/**
 * Writes the sample rosters of db/samples: the same made-up people (样例) as CSV in both encodings and as a
 * workbook with a title above the table, as offices write it. `node scripts/samples/roster.ts`
 */
const FOLDER = join(import.meta.dirname, '../../db/samples');
const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

const HEADER = ['姓名', '证号', '单位', '手机', '身份'];
const PEOPLE = [
  ...DIGITS.map((digit, index) => [
    `样例代表${digit}`,
    `YL${String(index + 1).padStart(3, '0')}`,
    index < 5 ? '样例第一代表团' : '样例第二代表团',
    '',
    '人大代表',
  ]),
  ['样例委员一', 'YL101', '样例街道人大工委', '', '代表、委员'],
  ['样例委员二', 'YL102', '样例街道人大工委', '', '委员'],
  ['样例选民代表一', 'YL201', '样例第一选区', '', '选民代表'],
  ['样例群众代表一', 'YL301', '样例社区', '', '群众代表'],
];

const csv = [HEADER, ...PEOPLE].map((row) => `${row.join(',')}\r\n`).join('');
await writeFile(join(FOLDER, 'roster-sample.csv'), `\uFEFF${csv}`);
await writeFile(join(FOLDER, 'roster-sample-gb18030.csv'), encodeGb18030(csv));

const text = (value: string) => (value === '' ? null : { value, type: String });
const workbook = await writeXlsx(
  [
    [text('样例街道人大代表名册（样例，非真实人员）')],
    [],
    HEADER.map(text),
    ...PEOPLE.map((row) => row.map(text)),
  ],
  {
    sheet: '名册',
    columns: [{ width: 18 }, { width: 10 }, { width: 22 }, { width: 14 }, { width: 16 }],
  },
).toBuffer();
await writeFile(join(FOLDER, 'roster-sample.xlsx'), workbook);
