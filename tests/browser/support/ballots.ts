import { GRADE_PROFILES, SCALES } from '../../../server/domain/gradeProfiles.ts';
import type { RoundDefinitionInput } from '../../../server/domain/round/document.ts';

/** Made-up projects; no name is part of another. */
export const PROJECTS = [
  '样例一社区道路照明补盲工程',
  '样例二社区卫生服务站新建',
  '老旧小区加装电梯补助（样例）',
  '样例公园健身步道翻新',
  '样例农贸市场排水改造',
  '社区养老助餐点增设（样例）',
] as const;

/** Six projects, up to three of them; two thirds present, more than half of all. */
export const THREE_OF_SIX: RoundDefinitionInput = {
  kind: 'choose',
  seats: 3,
  items: PROJECTS.map((title, index) => ({ id: `p${String(index + 1)}`, title })),
  quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
};

const WORKS =
  '老旧住宅小区雨污管网分流改造、易涝点整治和电动自行车集中充电棚建设，含消防喷淋系统配置、夜间照明补盲、盲道修复以及无障碍坡道增设';

/** Thirty made-up names of 40 to 60 characters, as long as real ones get. */
export const THIRTY_LONG_NAMES = Array.from({ length: 30 }, (_, index) => {
  const start = `样例${String(index + 1)}社区`;
  return `${start}${WORKS.slice(0, 40 + ((index * 7) % 21) - start.length)}`;
});
const THIRTY = THIRTY_LONG_NAMES.map((title, index) => ({
  id: `n${String(index + 1)}`,
  title,
}));

/** Thirty of them, up to ten may be chosen. */
export const TEN_OF_THIRTY: RoundDefinitionInput = {
  ...THREE_OF_SIX,
  kind: 'choose',
  seats: 10,
  items: THIRTY,
};

/** Thirty of them, each for, against or abstain. */
export const EACH_OF_THIRTY: RoundDefinitionInput = {
  kind: 'each',
  items: THIRTY,
  quorum: THREE_OF_SIX.quorum,
  majority: THREE_OF_SIX.majority,
};

/** Thirty of them, each to be given a grade. */
export const RATING_OF_THIRTY: RoundDefinitionInput = {
  kind: 'rating',
  items: THIRTY,
  quorum: THREE_OF_SIX.quorum,
  scale: SCALES.S3U.map((grade) => ({ ...grade })),
  grades: GRADE_PROFILES.P_DEFAULT.map(({ grade, when }) => ({
    grade,
    when: when.map((condition) => ({ ...condition, sum: [...condition.sum] })),
  })),
};
