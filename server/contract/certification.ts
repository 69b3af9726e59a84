import { z } from 'zod';
import { majorityRule } from '../domain/round/rules.ts';
import { HAND_MAJORITIES, type HandMajority } from '../domain/showOfHands.ts';
import { Id } from './id.ts';
import { Medium } from './room.ts';
import { PaperKey, PaperMarks, PaperWord } from './socket.ts';

/** Offices of a meeting (总监票人, 监票人, 总计票人, 计票人), held by decision of the meeting. */
export const Office = z.enum(['chief_scrutineer', 'scrutineer', 'chief_teller', 'teller']);
export type Office = z.infer<typeof Office>;

const Count = z.int().min(0).max(1_000_000);

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

/** PUT /api/rounds/:id/stock — the record of paper ballots (D14). `version` 0 where there is none yet. */
export const StockBody = z.strictObject({
  printed: Count,
  issued: Count,
  spoiled: Count.default(0),
  destroyed: Count.default(0),
  specimens: Count.default(0),
  /** Null until the box was opened and the papers counted. */
  collected: Count.nullable(),
  note: z.string().trim().max(500).default(''),
  version: z.int(),
});
export const Stock = StockBody.extend({
  /** Identities that don't hold but may be explained in `note`. */
  warnings: z.array(z.object({ path: z.string(), reason: z.string() })),
});

/** One paper ballot as a teller reads it. Whether it is valid is the count's business, not the teller's. */
export const EnteredPaper = z.strictObject({
  marks: PaperMarks,
  illegible: z.literal(true).optional(),
  writeIns: z.array(PaperWord).max(50).optional(),
});
export type EnteredPaper = z.infer<typeof EnteredPaper>;

/**
 * PUT /api/rounds/:id/figures — a ballot counted by hand as one teller has it, whole; it is finished with that
 * (`/entry/reopen` takes it up again). 400 figures_broken names the first identity that doesn't hold.
 */
export const FiguresBody = z.strictObject({
  /** 应到 and 实到 as at the opening; of a constituency 选民数 and 参加投票人数. */
  enrolled: Count,
  present: Count,
  issued: Count,
  collected: Count,
  /** Null where nothing had to be counted: more collected than issued, or too few took part. */
  counted: z
    .strictObject({
      valid: Count,
      invalid: Count,
      items: z
        .array(
          z.strictObject({
            id: PaperKey,
            for: Count,
            against: Count,
            abstain: Count,
            void: Count.default(0),
          }),
        )
        .max(200),
      writeIns: z
        .array(z.strictObject({ name: PaperWord, for: Count }))
        .max(200)
        .default([]),
    })
    .nullable(),
});
export type FiguresBody = z.infer<typeof FiguresBody>;
/** GET — one's own figures; nobody reads the other teller's. */
export const OwnFigures = z.object({ done: z.boolean(), figures: FiguresBody.nullable() });

/** A figure that two tellers can have differently. */
export const FigureName = z.enum([
  'enrolled',
  'present',
  'issued',
  'collected',
  'counted',
  'valid',
  'invalid',
  'for',
  'against',
  'abstain',
  'void',
  'writeIns',
]);
export type FigureName = z.infer<typeof FigureName>;

/**
 * GET /api/rounds/:id/box — how far the box of a round is. Tellers and scrutineers, presider and staff see
 * figures and where entries differ; never one teller's entries to the other before both are done.
 */
export const BoxStatus = z.object({
  medium: Medium,
  tabletElectors: z.int(),
  paperElectors: z.int(),
  tabletPapers: z.int(),
  stock: Stock.nullable(),
  tellers: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      slot: z.int(),
      entered: z.int(),
      done: z.boolean(),
    }),
  ),
  /** Tellers who were released: what they entered is kept and not counted. */
  setAside: z.array(
    z.object({ personId: z.uuid(), name: z.string(), entered: z.int(), reason: z.string() }),
  ),
  /** Once both are done: the places in the pile where the two entries differ, and on which items. */
  differences: z.array(z.object({ position: z.int(), items: z.array(z.string()) })).nullable(),
  /** Of figures: which of them the two entries have otherwise, never what either says. */
  figureDifferences: z
    .array(z.object({ figure: FigureName, item: z.string().nullable() }))
    .nullable(),
  /** Nothing stands in the way of the count. Otherwise `waitingFor` says what does. */
  ready: z.boolean(),
  waitingFor: z
    .enum([
      'stock',
      'collected',
      'two_tellers',
      'entries',
      'number_of_entries',
      'differences',
      'record_differs',
    ])
    .nullable(),
});
export type BoxStatus = z.infer<typeof BoxStatus>;

/** GET /api/rounds/:id/entry — one's own entries, in the order of the pile. */
export const EntryList = z.object({
  done: z.boolean(),
  papers: z.array(z.object({ position: z.int(), paper: EnteredPaper })),
});
// PUT /api/rounds/:id/entry/:position with EnteredPaper; DELETE takes the last one away;
// POST /api/rounds/:id/entry/done and /entry/reopen. The first two tellers who begin are the two.

/** Longest reason that is written down with an act, in characters. */
export const LONGEST_REASON = 500;
const Reason = z.string().trim().min(1).max(LONGEST_REASON);

/**
 * POST /api/rounds/:id/tellers/:personId/release — somebody else takes a teller's place and enters from the start;
 * what the other of the two did stays.
 */
export const ReleaseBody = z.strictObject({ reason: Reason });

/** POST /api/rounds/:id/sign — a scrutineer signs this version of the count on their own device. */
export const SignBody = z.strictObject({ version: z.int() });
export const Signatures = z.object({
  version: z.int(),
  required: z.array(Officer),
  signed: z.array(Officer.extend({ signedAt: z.iso.datetime() })),
  /** How far the audit log goes now: whoever signs may write it down, and the log can be held against it. For those who may read the count. */
  log: z.object({ seq: z.int(), hash: z.string() }).nullable(),
});
// GET /api/rounds/:id/signatures answers Signatures.

/** POST /api/rounds/:id/recount — before signing is complete: a further version of the count (V12). */
export const RecountBody = z.strictObject({ reason: Reason });

/**
 * POST /api/rounds/:id/successor — makes the round that follows from the result, ready to be presented:
 * `revote` of a void or inquorate round, or of a signed one by decision of the presidium (a reason is
 * needed); `runoff` among the tied; `supplementary` for open seats. Pressing again gives the same round.
 */
export const SuccessorBody = z.strictObject({
  origin: z.enum(['runoff', 'supplementary', 'revote']),
  reason: z.string().trim().max(LONGEST_REASON).default(''),
  /** Made as a draft: its list is edited before it is made ready (候选人). */
  draft: z.boolean().default(false),
});

/**
 * GET /api/rounds/:id/documents/:name.:format — DOCX or PDF of what the round has reached:
 * `ballot-paper` (once ready; `size` a4|a5, `colour`, `copies`), `issue-record` (D14, once closed), `tally-report` (D15, once counted),
 * `announcement` (D16) and `notice` (D17, once announced). Figures come from the result document only.
 */
export const DocumentName = z.enum([
  'ballot-paper',
  'issue-record',
  'tally-report',
  'announcement',
  'notice',
]);
export type DocumentName = z.infer<typeof DocumentName>;
export const DocumentFormat = z.enum(['docx', 'pdf']);
/**
 * GET /api/rounds/:id/documents — before anything is printed: the characters of its documents for which no font of the
 * PDF has a glyph. The DOCX has them all.
 */
export const DocumentCheck = z.object({ missing: z.array(z.string()) });

export const BallotPaperQuery = z.object({
  size: z.enum(['a4', 'a5']).default('a4'),
  colour: z.enum(['white', 'red', 'yellow', 'green', 'blue']).default('white'),
  /** Of the notice of an election: also those who were not elected, with their votes, and names written in. */
  everybody: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
