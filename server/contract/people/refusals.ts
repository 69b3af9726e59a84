import type { z } from 'zod';
import type { Namesakes } from './schemas.ts';
import { refusal } from '../common/refusal.ts';
import type { Capacity } from '../common/roles.ts';

export const refusals = {
  /** Two duties that one person can't hold; where it is somebody at a meeting, at which. */
  incompatible_roles: refusal<{ a: Capacity; b: Capacity; meetingId?: string; personId?: string }>(
    409,
  ),
  number_taken: refusal(409),
  /** Somebody of this name is there, and one side has no number. */
  namesake: refusal<z.infer<typeof Namesakes>>(409),
  /** Within the assembly. */
  login_name_taken: refusal(409),
  last_administrator: refusal(409),
};
