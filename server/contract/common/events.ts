import { z } from 'zod';

/** Of what was counted or made. Not in entries from before it was kept. */
export const Hash = z.string().optional();
/** What it was called and what it is called. */
export const Renamed = z.strictObject({ before: z.string(), after: z.string() });
