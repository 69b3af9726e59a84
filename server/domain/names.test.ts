import { describe, expect, it } from 'vitest';
import { format } from '../../web/src/lib/i18n/compile.ts';
import { zh } from '../../web/src/lib/i18n/zh/index.ts';
import { RollClass } from '../contract/common/roles.ts';
import { BAND_PROFILES, GRADE_PROFILES, SCALES } from './gradeProfiles.ts';
import { BASE_NAMES, CLASS_NAMES, GRADE_NAMES, gradeName, itemTitle } from './names.ts';
import { roundDefinition } from './round/definition.ts';

describe('names', () => {
  it.each([
    ['grade', GRADE_NAMES],
    ['class', CLASS_NAMES],
    ['base', BASE_NAMES],
  ])('are the same on pages and in documents: %s', (prefix, names) => {
    const catalogue: Readonly<Record<string, string>> = zh;
    const onPages = Object.fromEntries(
      Object.keys(names).map((id) => [id, catalogue[`${prefix}.${id}`]]),
    );
    expect(onPages).toEqual(names);
  });

  it('know every usual grade and class', () => {
    const grades = [
      ...Object.values(SCALES).flatMap((scale) => scale.map(({ id }) => id)),
      ...Object.values(GRADE_PROFILES).flatMap((rules) => rules.map(({ grade }) => grade)),
      ...Object.values(BAND_PROFILES).flatMap((bands) => bands.map(({ grade }) => grade)),
    ];
    expect(grades.filter((id) => gradeName([], id) === id)).toEqual([]);
    expect(Object.keys(CLASS_NAMES).toSorted()).toEqual([...RollClass.options].toSorted());
  });

  it('take what a scale writes, and the id that somebody chose as a name', () => {
    expect(gradeName([{ id: 'satisfied', label: '很满意' }], 'satisfied')).toBe('很满意');
    expect(gradeName([], '合格')).toBe('合格');
  });

  it('of items are their titles, and of whoever was written in the name', () => {
    const definition = roundDefinition.parse({
      kind: 'election',
      seats: 1,
      majority: [],
      items: [{ id: 'a', title: '样例甲' }, { id: 'b' }],
    });
    expect(['a', 'b', 'w:样例乙'].map((id) => itemTitle(definition, id))).toEqual([
      '样例甲',
      'b',
      '样例乙',
    ]);
  });

  it('a scrutineer signs for papers only where there were some', () => {
    const meaning = (medium: string) => format(zh['sign.ask.meaning'], 'zh-CN', { medium });
    expect(meaning('tablet')).not.toContain('票面');
    for (const medium of ['paper', 'mixed', 'figures']) expect(meaning(medium)).toContain('票面');
  });
});
