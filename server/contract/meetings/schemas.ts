import { z } from 'zod';
import { MeetingQuorum, MeetingState, RollFigures } from '../room/schemas.ts';

export const Meeting = z.object({
  id: z.uuid(),
  title: z.string(),
  place: z.string(),
  startsAt: z.iso.datetime(),
  state: MeetingState,
  roll: RollFigures,
  /** 法定人数, asked at its opening and at each show of hands; empty where the body has none. */
  quorum: MeetingQuorum,
  rounds: z.int(),
});
export type Meeting = z.infer<typeof Meeting>;
/** GET /api/meetings, newest first; POST /api/meetings; PATCH /api/meetings/:id. */
export const MeetingList = z.object({ meetings: z.array(Meeting) });
export const MeetingBody = z.strictObject({
  title: z.string().trim().min(1).max(200),
  place: z.string().trim().max(200).default(''),
  startsAt: z.iso.datetime(),
  /** What its body usually has, where it isn't said. */
  quorum: MeetingQuorum.optional(),
});
export const MeetingPatch = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    place: z.string().trim().max(200),
    startsAt: z.iso.datetime(),
    quorum: MeetingQuorum,
  })
  .partial();
