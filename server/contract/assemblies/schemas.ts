import { AssemblyKind } from '../common/words.ts';
import { z } from 'zod';
import { LoginName } from '../common/login-name.ts';

/** GET /api/assemblies — for operators: every assembly; POST makes one with its first administrator. */
export const Assembly = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: AssemblyKind,
  sample: z.boolean(),
  people: z.int(),
  meetings: z.int(),
  /** The login name of its first administrator, when it was just made: with the assembly's suffix. */
  administrator: z.string().optional(),
});
export const AssemblyList = z.object({ assemblies: z.array(Assembly) });
export const AssemblyBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: AssemblyKind,
  administrator: z.strictObject({
    name: z.string().trim().min(1).max(60),
    loginName: LoginName,
    password: z.string().min(10).max(200),
  }),
});
/** PATCH /api/assembly — its administrator renames the assembly; what was published keeps the old name. */
export const AssemblyPatch = z.strictObject({ name: z.string().trim().min(1).max(100) });
export const AssemblyName = z.object({ name: z.string() });
