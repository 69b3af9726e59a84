import { AssemblyKind } from '../common/words.ts';
import { z } from 'zod';
import { LoginName } from '../common/login-name.ts';

/** POST /api/setup — uses the one-time link of an empty database; the first administrator makes the assembly. */
export const SetupBody = z.strictObject({
  token: z.string().min(20).max(100),
  assembly: z.strictObject({
    name: z.string().trim().min(1).max(100),
    kind: AssemblyKind,
  }),
  administrator: z.strictObject({
    name: z.string().trim().min(1).max(60),
    loginName: LoginName,
    password: z.string().min(10).max(200),
  }),
});
/** GET /api/health, open to anyone. */
export const Health = z.object({
  status: z.enum(['ok', 'database_unreachable']),
  version: z.string(),
  /** Whether the demonstration with simulated deputies runs, and the sample sign-ins it offers. */
  demo: z.boolean(),
  /** No assembly exists yet: the operator's set-up link is awaited. */
  needsSetup: z.boolean(),
  /** The disk that the data is on, for administrators at the desk; null for others, and where it isn't known. */
  disk: z.object({ freeBytes: z.number(), low: z.boolean() }).nullable(),
});
