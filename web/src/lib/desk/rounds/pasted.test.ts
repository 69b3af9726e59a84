import { describe, expect, it } from 'vitest';
import { pastedItems } from './pasted.ts';

const titlesIn = (text: string): string[] => pastedItems(text).map(({ title }) => title);

describe('pasted titles', () => {
  it('are one a line, without empty lines and the numbers of lines that run 1, 2, 3 …', () => {
    const text =
      '1. 样例甲路改造\r\n\r\n2、样例乙公园\n（3）样例丙食堂\n四、样例丁书屋\n五、样例戊桥';
    expect(titlesIn(text)).toEqual([
      '样例甲路改造',
      '样例乙公园',
      '样例丙食堂',
      '样例丁书屋',
      '样例戊桥',
    ]);
    const twelve = Array.from(
      { length: 12 },
      (_, n) =>
        `${['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'][n]!}、样例${String(n)}`,
    );
    expect(titlesIn(twelve.join('\n'))).toEqual(twelve.map((_, n) => `样例${String(n)}`));
  });
  it('keep figures that belong to the title', () => {
    const own = [
      ['1.5公里道路', '2026年绿化', '3 号楼电梯'],
      ['样例路改造', '3、4号楼加装电梯', '一、二期道路改造'],
      ['一、二期道路改造'],
      ['3、4号楼加装电梯', '5、6号楼加装电梯'],
      ['1、2号楼加装电梯', '样例园'],
      ['2. 样例甲', '1. 样例乙'],
    ];
    for (const titles of own) expect(titlesIn(titles.join('\n'))).toEqual(titles);
    expect(titlesIn('1、样例甲\n2、3、4号楼加装电梯')).toEqual(['样例甲', '3、4号楼加装电梯']);
  });
  it('join the cells of a sheet and drop the column that counts them', () => {
    expect(titlesIn('1\t样例甲路\t第一社区\n2\t样例乙园\t')).toEqual([
      '样例甲路 第一社区',
      '样例乙园',
    ]);
    expect(titlesIn('12\t号楼电梯\n30\t号楼电梯')).toEqual(['12 号楼电梯', '30 号楼电梯']);
  });
  it('are one where a quoted cell has several lines', () => {
    const text = '"样例路改造\n（二期）"\r\n"样例""一老一小""\n服务 A\nB"\r\n“样例”园\r\n"样例"';
    expect(titlesIn(text)).toEqual([
      '样例路改造（二期）',
      '样例"一老一小"服务 A B',
      '“样例”园',
      '"样例"',
    ]);
  });
  it('don’t hold the heading, whatever it is called and wherever it stands', () => {
    expect(titlesIn('候选项目名称\n样例甲\n样例乙')).toEqual(['样例甲', '样例乙']);
    expect(titlesIn('项目名称')).toEqual(['项目名称']);
    const table =
      '样例街道候选项目表\n\n序号\t民生实事项目名称（必填）\t责任单位\n1\t"样例路\n改造"\t样例办\n2\t3、4号楼电梯\t';
    expect(pastedItems(table)).toEqual([
      { title: '样例路改造', facts: { unit: '样例办' } },
      { title: '3、4号楼电梯', facts: {} },
    ]);
    expect(titlesIn('序号\t姓名\t单位\n1\t样例甲\t样例团')).toEqual(['样例甲']);
  });
});

describe('pastedItems', () => {
  it('reads the columns that the first line names, wherever they stand', () => {
    const text = [
      '序号\t类别\t项目名称\t责任单位\t总投资（万元）\t备注\t项目简介',
      '1\t交通\t样例路改造\t样例办\t120\t无\t样例简介。',
      '2\t\t3号楼电梯\t\t\t\t',
      '\t\t\t\t\t\t',
    ].join('\r\n');
    expect(pastedItems(text)).toEqual([
      {
        title: '样例路改造',
        facts: { category: '交通', unit: '样例办', investment: '120', brief: '样例简介。' },
      },
      { title: '3号楼电梯', facts: {} },
    ]);
  });

  it('takes one title a line where no line names columns', () => {
    expect(pastedItems('样例甲\n样例乙')).toEqual([
      { title: '样例甲', facts: {} },
      { title: '样例乙', facts: {} },
    ]);
  });
});
