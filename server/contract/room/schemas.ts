import { AssemblyKind, Origin } from '../common/words.ts';
import { z } from 'zod';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { quorumRule } from '../../domain/round/rules.ts';
import { roundResult } from '../../domain/result.ts';
import { Id } from '../common/id.ts';
import { RollClass } from '../common/roles.ts';

export const MeetingState = z.enum(['preparing', 'in_session', 'closed']);
export type MeetingState = z.infer<typeof MeetingState>;
export const RoundState = z.enum([
  'draft',
  'ready',
  'voting',
  'closed',
  'inquorate',
  'void',
  'tallied',
  'signed',
  'announced',
  'published',
]);
export type RoundState = z.infer<typeof RoundState>;

/**
 * How much of a running tally the room sees: nothing but how many have voted; the sums of the first k, 2k, 3k … papers,
 * each when as many again have followed; or every change. When something is let out depends on the number of
 * papers alone. docs/secrecy.md says what an attentive watcher could learn from each.
 */
export const Display = z.enum(['live', 'batched', 'turnout']);
export type Display = z.infer<typeof Display>;

/**
 * How papers of a round are cast. `figures`: on paper, counted by hand; two tellers enter the figures of the whole
 * ballot instead of its papers.
 */
export const Medium = z.enum(['tablet', 'paper', 'mixed', 'figures']);
export type Medium = z.infer<typeof Medium>;

/**
 * Who gets the box of a round (票箱公开) once its result is announced: papers and receipts, without names.
 * Nobody; the scrutineers on their own devices; everybody. docs/secrecy.md says what each exposes.
 */
export const BoxPublication = z.enum(['off', 'scrutineers', 'public']);
export type BoxPublication = z.infer<typeof BoxPublication>;

/** Why a part of the result is held back: a class with fewer than five papers has no figures of its own. */
export const HeldBack = z.enum(['small_class']);

/** The rules of a meeting's quorum (法定人数): all of them hold of those present. */
export const MeetingQuorum = z.array(quorumRule.extend({ of: z.literal('enrolled') })).max(3);
export type MeetingQuorum = z.infer<typeof MeetingQuorum>;

/** How the meeting's projectors look: dark for a hall with the lights down. */
export const ScreenTheme = z.enum(['light', 'dark']);
export type ScreenTheme = z.infer<typeof ScreenTheme>;

/** 应到, 实到, 请假. */
export const RollFigures = z.object({
  enrolled: z.int(),
  present: z.int(),
  onLeave: z.int(),
});

/** Per item figures of the part of the tally that is let out. `share` is exact and unreduced, "42/45". */
export const TallyItem = z.object({
  id: z.string(),
  for: z.int(),
  against: z.int(),
  abstain: z.int(),
  void: z.int(),
  /** Null while the base of the round's first majority rule isn't known. */
  share: z.string().nullable(),
  percent: z.string().nullable(),
  /** Of a ranking (排序): what places are worth, added up. It decides; `for` counts who gave a place at all. */
  points: z.int().optional(),
});

export const RoomTally = z.object({
  roundId: z.uuid(),
  /** Everyone whose vote may come: the electorate fixed at opening. */
  electors: z.int(),
  /** Papers in the box (turnout). Always let out. */
  papers: z.int(),
  /** Papers in `items`; less than `papers` where the display holds some back. */
  shownPapers: z.int(),
  /** Null where the display lets out turnout only, or the ballot kind has no live figures. */
  items: z.array(TallyItem).nullable(),
});
export type RoomTally = z.infer<typeof RoomTally>;

export const RoomRound = z.object({
  id: z.uuid(),
  position: z.int(),
  title: z.string(),
  state: RoundState,
  display: Display,
  medium: Medium,
  /** Who gets the box after the announcement; fixed at opening. */
  boxPublication: BoxPublication,
  /** Why this round follows an earlier one, and what was elected there already (carried over). */
  follows: z
    .object({
      origin: Origin,
      title: z.string(),
      /** Null where what is kept of an earlier count is no longer what was counted. */
      carried: z.array(z.object({ id: z.string(), title: z.string(), for: z.int() })).nullable(),
      /** 应到 and 实到 of this round while it is ready: of the earlier one's electorate. Null where that is on no roll. */
      roll: z.object({ enrolled: z.int(), present: z.int() }).nullable(),
    })
    .nullable(),
  /** Signatures under the newest count: how many there are and how many it needs. */
  signing: z.object({ version: z.int(), signed: z.int(), needed: z.int() }).nullable(),
  /** What is kept of its count is no longer what was counted: there is an alarm in place of the result. */
  resultDiffers: z.boolean(),
  /** By how many papers figures are let out: 1 of `live`, k of `batched`, 0 where only the turnout is. Null before it opens. */
  shownGroup: z.int().nullable(),
  definition: roundDefinition,
  /** What is said of each item beside its title (简介, 责任单位 …), by the item's id. */
  facts: roundFacts,
  roll: z.object({ enrolled: z.int(), present: z.int(), issued: z.int() }).nullable(),
  openedAt: z.iso.datetime().nullable(),
});

/** The picture of one meeting that everyone in the room may see. Sections are replaced whole. */
export const RoomView = z.object({
  meeting: z.object({
    id: z.uuid(),
    title: z.string(),
    place: z.string(),
    startsAt: z.iso.datetime(),
    state: MeetingState,
    assembly: z.object({ name: z.string(), kind: AssemblyKind }),
    sample: z.boolean(),
    screenTheme: ScreenTheme,
    /** The meeting's own, for its opening and for shows of hands; a round has its own. */
    quorum: MeetingQuorum,
  }),
  roll: RollFigures,
  /** Drafts are not in it. */
  agenda: z.array(
    z.object({
      id: z.uuid(),
      position: z.int(),
      title: z.string(),
      state: RoundState,
      /** The box once it was published: to whom, and the SHA-256 of the file. */
      box: z.object({ to: BoxPublication.exclude(['off']), sha256: z.string() }).nullable(),
    }),
  ),
  /** The round on the floor, chosen by the presider: presented, or opened last. */
  round: RoomRound.nullable(),
  tally: RoomTally.nullable(),
  /** The counted result; in the picture from the announcement on. */
  result: z
    .object({
      roundId: z.uuid(),
      result: roundResult,
      heldBack: HeldBack.nullable(),
      /** 选民数 and 参加投票人数 of a round decided by voters, who are on no roll of the meeting. */
      voters: z.object({ enrolled: z.int(), present: z.int() }).optional(),
    })
    .nullable(),
});
export type RoomView = z.infer<typeof RoomView>;
export const ROOM_SECTIONS = ['meeting', 'roll', 'agenda', 'round', 'tally', 'result'] as const;

/** What one elector's own device needs to know beyond the room's picture. */
export const SelfView = z.object({
  personId: z.uuid(),
  name: z.string(),
  class: RollClass,
  /** On the roll with a vote. */
  entitled: z.boolean(),
  present: z.boolean(),
  /** Votes on paper in a round that is partly on paper. */
  onPaper: z.boolean(),
  /** The office this person holds in this meeting by its decision. */
  office: z.enum(['chief_scrutineer', 'scrutineer', 'chief_teller', 'teller']).nullable(),
  /** For the round on the floor, once it was opened: in its electorate, and whether a paper was cast. */
  round: z
    .object({
      id: z.uuid(),
      elector: z.boolean(),
      voted: z.boolean(),
      /** This device came with a card issued again after the opening: it is told neither, and takes no part. */
      renewed: z.boolean().optional(),
      /** Which electorate was fixed without somebody who has a vote: this round's, or that of the round it follows. */
      missed: z.enum(['round', 'earlier_round']).nullable().optional(),
    })
    .nullable(),
});
export type SelfView = z.infer<typeof SelfView>;

/** GET /api/room?seat=…[&meeting=ID] — the same picture for devices whose network blocks WebSockets. */
export const RoomPoll = z.object({ seq: z.int(), view: RoomView, self: SelfView.nullable() });

/** A tablet and a projector belong to one meeting; others name it. */
export const RoomQuery = z.object({ seat: z.string().optional(), meeting: Id.optional() });
