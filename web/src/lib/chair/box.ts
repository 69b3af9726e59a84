import type { Stock } from '$contract/paper/schemas.ts';
import type { z } from 'zod';

const USUAL = ['printed', 'issued', 'collected'] as const;
const RARE = ['spoiled', 'destroyed', 'specimens'] as const;
export type StockKey = (typeof USUAL | typeof RARE)[number];

/** The record of paper ballots (表决票发放、收回记录) as figures to show: those that are nothing only where expected. */
export function stockFigures(
  stock: z.infer<typeof Stock>,
): { readonly key: StockKey; readonly value: number | null }[] {
  const rare = RARE.filter((key) => stock[key] > 0);
  return [...USUAL, ...rare].map((key) => ({ key, value: stock[key] }));
}
