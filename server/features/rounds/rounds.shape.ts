import { z } from 'zod';
import type { Round } from '../../contract/rounds/schemas.ts';
import { roll } from '../../domain/round/roll.ts';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import type { RoundRow } from './rounds.repo.ts';

/** The roll figures as fixed at opening: `collected` is not among them, it is counted. */
export const FrozenRoll = z.object({
  enrolled: z.int(),
  present: z.int(),
  issued: z.int(),
  /** 请假 when the round opened; not known of rounds opened before it was noted. */
  onLeave: z.int().optional(),
  classes: roll.shape.classes,
});
export type FrozenRoll = z.infer<typeof FrozenRoll>;

/** A round's row as the desk and the chair see it. */
export function roundOf(row: RoundRow): Round {
  const frozen = row.roll === null ? null : FrozenRoll.parse(row.roll);
  return {
    id: row.id,
    meetingId: row.meeting_id,
    position: row.position,
    title: row.title,
    state: row.state,
    display: row.display,
    shownGroup: row.shown_group,
    medium: row.medium,
    boxPublication: row.box_publication,
    box:
      row.box_sha256 === null || row.box_published_at === null
        ? null
        : { sha256: row.box_sha256, publishedAt: row.box_published_at.toISOString() },
    signaturesRequired: row.signatures_required,
    predecessorId: row.predecessor_id,
    replacedBy:
      row.replaced_by_id === null || row.replaced_by_title === null
        ? null
        : { roundId: row.replaced_by_id, title: row.replaced_by_title },
    origin: row.origin,
    definition: roundDefinition.parse(row.definition),
    facts: roundFacts.parse(row.facts),
    roll:
      frozen === null
        ? null
        : { enrolled: frozen.enrolled, present: frozen.present, issued: frozen.issued },
    openedAt: row.opened_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    announcedAt: row.announced_at?.toISOString() ?? null,
    publishedAt: row.published_at?.toISOString() ?? null,
    version: row.version,
  };
}
