import { z } from 'zod';
import { Id } from '../common/id.ts';
import { RollClass } from '../common/roles.ts';

/**
 * POST /api/meetings/:id/cards — issues cards and answers with their codes, the only time they can be
 * seen: only hashes are kept. `who: 'without'` for everybody on the roll that has no valid card, `'unused'`
 * also renews cards that were never used (for printing again), or a list of people (each gets a new card,
 * the old one and its device lose their right).
 */
export const CardsBody = z.strictObject({
  who: z.union([z.enum(['without', 'unused']), z.array(Id).min(1).max(20_000)]),
});
export const Card = z.object({
  personId: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  class: RollClass,
  /** Sixteen digits, shown in groups of four: typed, they work again and again. */
  code: z.string(),
  /** The secret of the QR code ORIGIN/t#LINK: it works once. */
  link: z.string(),
});
export const CardList = z.object({ cards: z.array(Card) });
