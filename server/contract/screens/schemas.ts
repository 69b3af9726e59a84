import { z } from 'zod';
import { ScreenTheme } from '../room/schemas.ts';

// DELETE /api/meetings/:id/cards/:personId — withdraws the card and signs its device out.

/** PUT /api/meetings/:id/screen-theme: how the projectors of the meeting look, from now on. Answers 204. */
export const ScreenThemeBody = z.strictObject({ theme: ScreenTheme });
/** GET /api/meetings/:id/screens; DELETE /api/meetings/:id/screens/:sessionId unpairs. */
export const ScreenList = z.object({
  screens: z.array(z.object({ id: z.uuid(), pairedAt: z.iso.datetime() })),
  /** Under which addresses the hall's other computers reach the server; empty where only the asker's own is known. */
  origins: z.array(z.string()),
});
/**
 * POST /api/screens — a projector asks for a pairing code (sets its cookie); it shows the code and polls
 * GET /api/screens/pairing until `paired`, then opens its socket. Staff type the code at
 * POST /api/meetings/:id/screens.
 */
export const PairingStart = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export const PairingState = z.object({ state: z.enum(['waiting', 'paired', 'expired']) });
export const PairBody = z.strictObject({ code: z.string().trim().min(4).max(12) });
