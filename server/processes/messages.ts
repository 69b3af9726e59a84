import { z } from 'zod';

/** What a server process tells its supervisor before it ends without ever having listened. */
export const CannotStart = z.strictObject({ type: z.literal('cannot_start'), reason: z.string() });

/** What the supervisor tells a server process. */
export const Order = z.strictObject({ type: z.literal('stop') });
export type Order = z.infer<typeof Order>;
