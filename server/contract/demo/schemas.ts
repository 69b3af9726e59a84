import { z } from 'zod';
import { Seat } from '../common/roles.ts';

/** GET /api/demo — only in the demonstration. POST /api/demo/sign-in signs this browser in at one tap. */
export const DemoSignIn = z.object({
  id: z.string(),
  seat: Seat,
  name: z.string(),
  /** Path to open after signing in. */
  path: z.string(),
});
export const Demo = z.object({ meetingId: z.uuid(), signIns: z.array(DemoSignIn) });
export const DemoSignInBody = z.strictObject({ id: z.string().max(100) });
