/** Why a round follows another: 再次投票 among the tied, 另行选举 or 另行票决 for open seats, 重新投票 in its place. */
export const ORIGINS = ['runoff', 'supplementary', 'revote'] as const;
export type Origin = (typeof ORIGINS)[number];
