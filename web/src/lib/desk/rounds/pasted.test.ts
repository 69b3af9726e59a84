import { describe, expect, it } from 'vitest';
import { pastedItems } from './pasted.ts';

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
