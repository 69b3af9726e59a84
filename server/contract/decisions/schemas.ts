import { z } from 'zod';
import { majorityRule } from '../../domain/round/rules.ts';
import { HAND_MAJORITIES, type HandMajority } from '../../domain/showOfHands.ts';
import { Count } from '../common/count.ts';
import { Id } from '../common/id.ts';

/** Offices of a meeting (总监票人, 监票人, 总计票人, 计票人), held by decision of the meeting. */
export const Office = z.enum(['chief_scrutineer', 'scrutineer', 'chief_teller', 'teller']);
export type Office = z.infer<typeof Office>;
export const HandMajorityName = z.enum(
  Object.keys(HAND_MAJORITIES) as [HandMajority, ...HandMajority[]],
);
/** GET /api/meetings/:id/decisions; POST records one, taken by show of hands: figures only. */
export const DecisionBody = z.strictObject({
  kind: z.enum(['rules', 'officers', 'procedure']),
  subject: z.string().trim().min(1).max(300),
  for: Count,
  against: Count,
  abstain: Count,
  /** By what it passes: more than half of those present unless the meeting's rules say otherwise. */
  majority: HandMajorityName.default('half_present'),
  /** Of `officers`: who is appointed if it passes. Earlier holders of the same offices are released. */
  officers: z
    .array(z.strictObject({ personId: Id, office: Office }))
    .max(50)
    .default([]),
});
/** PUT /api/meetings/:id/proposed-officers — whom the office names for the meeting to decide on; nobody is appointed. */
export const ProposedBody = z.strictObject({
  officers: z.array(z.strictObject({ personId: Id, office: Office })).max(50),
});
export const Officer = z.object({ personId: z.uuid(), name: z.string(), office: Office });
export type Officer = z.infer<typeof Officer>;
export const Decision = z.object({
  id: z.uuid(),
  kind: z.enum(['rules', 'officers', 'procedure']),
  subject: z.string(),
  enrolled: z.int(),
  present: z.int(),
  for: z.int(),
  against: z.int(),
  abstain: z.int(),
  /** Present and no hand raised. */
  notRaised: z.int(),
  share: z.string(),
  percent: z.string().nullable(),
  /** The rules it was decided by; all had to hold. */
  majority: z.array(majorityRule),
  passed: z.boolean(),
  recordedBy: z.string(),
  recordedAt: z.iso.datetime(),
});
/** `officers`: who holds an office now; `proposed`: whom the office named beforehand. */
export const DecisionList = z.object({
  decisions: z.array(Decision),
  officers: z.array(Officer),
  proposed: z.array(Officer),
});
