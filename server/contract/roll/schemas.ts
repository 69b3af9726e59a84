import { Attendance, CastingMedium } from '../common/words.ts';
import { z } from 'zod';
import { Id } from '../common/id.ts';
import { RollClass } from '../common/roles.ts';
import { RollFigures } from '../room/schemas.ts';

// POST /api/meetings/:id/start and /end: no body; answer Meeting. 409 quorum_not_met at the start.

export const RollEntry = z.object({
  personId: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  class: RollClass,
  entitled: z.boolean(),
  attendance: Attendance,
  /** Votes on paper where a round is mixed. */
  medium: CastingMedium,
  card: z.enum(['none', 'issued', 'used', 'withdrawn']),
});
export type RollEntry = z.infer<typeof RollEntry>;
/** GET /api/meetings/:id/roll */
export const Roll = z.object({ figures: RollFigures, entries: z.array(RollEntry) });
/** PUT /api/meetings/:id/roll — adds these people (or changes their class and right to vote); answers Roll. */
export const RollBody = z.strictObject({
  entries: z
    .array(z.strictObject({ personId: Id, class: RollClass, entitled: z.boolean() }))
    .min(1)
    .max(20_000),
});
/** GET /api/meetings/:id/roll/self — the presider's own entry, if they are on the roll; POST counts them as present. */
export const OwnEntry = z.object({ entry: RollEntry.nullable() });
/** PATCH /api/meetings/:id/roll/:personId; DELETE takes somebody off a roll as long as no round has opened. */
export const RollPatch = z
  .strictObject({
    class: RollClass,
    entitled: z.boolean(),
    attendance: Attendance,
    medium: CastingMedium,
  })
  .partial();
