import { z } from 'zod';

/** What a server process tells its supervisor: why it ends without ever having listened; that it is still there. */
export const Report = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cannot_start'), reason: z.string() }),
  z.strictObject({ type: z.literal('pong') }),
]);
export type Report = z.infer<typeof Report>;

/** What the supervisor tells a server process: answer what you have and end; say that you are still there. */
export const Order = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type Order = z.infer<typeof Order>;
