import type { z } from 'zod';
import { RoundDraft, type Round } from '$contract/rounds/schemas.ts';
import type { BoxPublication, Display, Medium } from '$contract/room/schemas.ts';
import type { Kind } from '$domain/round/definition.ts';
import type { GradeRule, MajorityRule, QuorumRule, ScaleGrade } from '$domain/round/rules.ts';
import { factsBody } from './facts.ts';
import { presetScale, type BandRow } from './grading.ts';
import { indicatorRow, indicatorOf, type IndicatorRow } from './indicators.ts';
import { itemId, type DraftItem } from './items.ts';
import { usualMajority } from './profiles.ts';

/** Kinds that the desk can write, those that are used most first. */
export const WRITABLE_KINDS = [
  'choose',
  'each',
  'package',
  'election',
  'rating',
  'scorecard',
  'rank',
] as const satisfies readonly Kind[];
export type WritableKind = (typeof WRITABLE_KINDS)[number];

/** Kinds where approvals are held against a majority; the others have no such rule. */
export type MajorityKind = 'choose' | 'each' | 'package' | 'election';
export function hasMajority(kind: WritableKind): kind is MajorityKind {
  return kind === 'choose' || kind === 'each' || kind === 'package' || kind === 'election';
}

/** A draft as the form holds it: everything stays while the kind is changed back and forth. */
export type DraftFields = {
  title: string;
  display: Display;
  /** `batched`: by how many papers; null while the size of the electorate decides. */
  shownGroup: number | null;
  /** How papers are cast. */
  medium: z.infer<typeof Medium>;
  /** Who gets the box after the announcement; nobody where there is paper. */
  boxPublication: BoxPublication;
  kind: WritableKind;
  items: DraftItem[];
  /** Null while the field is empty or no number. Of `rank`: how many places are given. */
  seats: number | null;
  /** `each`: whether only the best of those that pass are taken. */
  seated: boolean;
  /** `choose` and `election`: exactly so many, not up to. */
  exact: boolean;
  /** `election`: whether somebody else can be written in; not so in a runoff. */
  writeIns: boolean;
  quorum: QuorumRule[];
  majority: MajorityRule[];
  shortfall: 'supplementary' | 'vacant' | 'next_session';
  /** 1 for a first vote, more for what follows from it. */
  round: number;
  /** `rating`: the grades, what an object without a tick is, and how ticks become a grade. */
  scale: ScaleGrade[];
  blank: 'invalid' | 'abstain';
  grades: GradeRule[];
  /** Shares by class; not written here, but what was set elsewhere stays. */
  weights: Record<string, string> | null;
  /** `scorecard` */
  indicators: IndicatorRow[];
  bands: BandRow[];
};

export type Body = z.infer<typeof RoundDraft>;

/** The form for a round. What its kind doesn't say starts as it usually is. */
export function fieldsOf(round: Round, newKey: () => string): DraftFields {
  const { definition } = round;
  const { kind } = definition;
  return {
    title: round.title,
    display: round.display,
    shownGroup: round.shownGroup,
    medium: round.medium,
    boxPublication: round.boxPublication,
    kind,
    items: definition.items.map(({ id, title }) => ({
      key: newKey(),
      title,
      facts: { ...(Object.hasOwn(round.facts, id) ? round.facts[id] : {}) },
    })),
    // Never guessed: whoever writes the round says it.
    seats: 'seats' in definition ? (definition.seats ?? null) : null,
    seated: kind === 'each' && definition.seats !== undefined,
    exact: 'exact' in definition && definition.exact,
    writeIns: kind !== 'election' || definition.writeIns !== false,
    quorum: definition.quorum,
    majority: hasMajority(kind) ? definition.majority : usualMajority(),
    shortfall: definition.shortfall,
    round: definition.round,
    scale: kind === 'rating' ? definition.scale : presetScale('S3'),
    blank: kind === 'rating' ? definition.blank : 'invalid',
    grades: kind === 'rating' ? definition.grades : [],
    weights: kind === 'rating' ? (definition.weights ?? null) : null,
    indicators:
      kind === 'scorecard' ? definition.indicators.map((each) => indicatorRow(each, newKey())) : [],
    bands: kind === 'scorecard' ? definition.bands.map((each) => ({ key: newKey(), ...each })) : [],
  };
}

/** What is sent for a form, not yet checked. */
export function bodyOf(fields: DraftFields): unknown {
  const { title, display, shownGroup, medium } = fields;
  const boxPublication = medium === 'tablet' ? fields.boxPublication : 'off';
  const definition = { ...commonOf(fields), ...ownOf(fields) };
  const facts = factsBody(fields.items);
  return { title, display, shownGroup, medium, boxPublication, definition, facts };
}

function commonOf(fields: DraftFields): object {
  return {
    kind: fields.kind,
    items: fields.items.map((item, index) => ({ id: itemId(index), title: item.title.trim() })),
    quorum: fields.quorum,
    ...(hasMajority(fields.kind) && { majority: fields.majority }),
    shortfall: fields.shortfall,
    round: fields.round,
  };
}

/** What only this kind says. */
function ownOf(fields: DraftFields): object {
  switch (fields.kind) {
    case 'choose':
      return { seats: fields.seats, exact: fields.exact };
    case 'election':
      return {
        seats: fields.seats,
        exact: fields.exact,
        ...(!fields.writeIns && { writeIns: false }),
      };
    case 'each':
      return fields.seated ? { seats: fields.seats } : {};
    case 'package':
      return {};
    case 'rating':
      return {
        scale: fields.scale.map((grade) => ({ ...grade, label: grade.label.trim() })),
        blank: fields.blank,
        grades: fields.grades,
        ...(fields.weights !== null && { weights: fields.weights }),
      };
    case 'scorecard':
      return {
        indicators: fields.indicators.map(indicatorOf),
        bands: fields.bands.map(({ grade, min }) => ({ grade: grade.trim(), min: min.trim() })),
      };
    case 'rank':
      return { seats: fields.seats };
  }
}

/** The checked body, or null while the form holds something the server would refuse. */
export function checked(fields: DraftFields): Body | null {
  const parsed = RoundDraft.safeParse(bodyOf(fields));
  return parsed.success ? parsed.data : null;
}
