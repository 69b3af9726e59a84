import type { z } from 'zod';
import { RoundBody, type Round } from '$contract/rounds.ts';
import type { Display, Medium } from '$contract/room.ts';
import type { MajorityRule, QuorumRule } from '$domain/round/rules.ts';
import { itemId, type DraftItem } from './items.ts';

/** Kinds that the desk can write; further kinds of ballot get their own fields here. */
export const WRITABLE_KINDS = ['choose', 'each'] as const;
export type WritableKind = (typeof WRITABLE_KINDS)[number];

/** A draft as the form holds it: everything stays while the kind is changed back and forth. */
export type DraftFields = {
  title: string;
  display: Display;
  /** How papers are cast; what was chosen elsewhere stays. */
  medium: z.infer<typeof Medium>;
  kind: WritableKind;
  items: DraftItem[];
  /** Null while the field is empty or no number. */
  seats: number | null;
  /** `each`: whether only the best of those that pass are taken. */
  seated: boolean;
  /** `choose`: exactly so many, not up to. */
  exact: boolean;
  quorum: QuorumRule[];
  majority: MajorityRule[];
  shortfall: 'supplementary' | 'vacant' | 'next_session';
  /** 1 for a first vote, more for what follows from it. */
  round: number;
};

export type Body = z.infer<typeof RoundBody>;

/** The form for a round; null for a kind that this desk can't write. */
export function fieldsOf(round: Round, newKey: () => string): DraftFields | null {
  const { definition } = round;
  if (definition.kind !== 'choose' && definition.kind !== 'each') return null;
  return {
    title: round.title,
    display: round.display,
    medium: round.medium,
    kind: definition.kind,
    items: definition.items.map(({ title }) => ({ key: newKey(), title })),
    seats: definition.seats ?? 1,
    seated: definition.kind === 'each' && definition.seats !== undefined,
    exact: definition.kind === 'choose' && definition.exact,
    quorum: definition.quorum,
    majority: definition.majority,
    shortfall: definition.shortfall,
    round: definition.round,
  };
}

/** What is sent for a form, not yet checked. */
export function bodyOf(fields: DraftFields): unknown {
  const { title, display, medium, kind, seats } = fields;
  const common = {
    items: fields.items.map((item, index) => ({ id: itemId(index), title: item.title.trim() })),
    quorum: fields.quorum,
    majority: fields.majority,
    shortfall: fields.shortfall,
    round: fields.round,
  };
  const definition =
    kind === 'choose'
      ? { ...common, kind, seats, exact: fields.exact }
      : { ...common, kind, ...(fields.seated && { seats }) };
  return { title, display, medium, definition };
}

/** The checked body, or null while the form holds something the server would refuse. */
export function checked(fields: DraftFields): Body | null {
  const parsed = RoundBody.safeParse(bodyOf(fields));
  return parsed.success ? parsed.data : null;
}
