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
