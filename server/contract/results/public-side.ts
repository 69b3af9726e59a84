import type { z } from 'zod';
import type { PublicResult, PublicResultList } from './schemas.ts';
import type { Health } from '../setup/schemas.ts';

/** What the public pages are made from; the server hands it over when it renders one. */
export type PublicSide = {
  front(): Promise<{ health: z.infer<typeof Health> } & z.infer<typeof PublicResultList>>;
  /** One published result; null of what isn't published, or is no id; `differs` where it is not the one that was announced. */
  result(roundId: string): Promise<PublicResult | 'differs' | null>;
};
