import type { PublishedBox } from '$contract/box-publication/schemas.ts';
import type { Paper } from '$domain/round/paper.ts';
import type { z } from 'zod';

/**
 * The paper that lies under a receipt in a published box; null where the box doesn't have it. The box comes whole
 * and is searched here, so that nobody learns for which receipt this tablet looked.
 */
export function slipUnder(receipt: string, box: z.infer<typeof PublishedBox>): Paper | null {
  const place = box.receipts.indexOf(receipt);
  if (place < 0) return null;
  return (box.round.papers[place] as Paper | undefined) ?? null;
}

/** A whole hall does not fetch the same file in the same moment: a second for every hundred of it, half a minute at most. */
export function pauseBefore(hall: number, random: () => number = Math.random): number {
  return random() * Math.min(30, Math.floor(hall / 100)) * 1000;
}
