import { z } from 'zod';
import { Medium } from '../room/schemas.ts';
import { PaperKey, PaperMarks, PaperWord } from '../room/socket.ts';
import { Count } from '../common/count.ts';
import { Reason } from '../common/reason.ts';

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

/** Said with an entry in which more names are written in than candidates opposed: the paper lies so in the box. */
const AsWritten = { asWritten: z.literal(true).optional() };
/** What is sent of a paper; 400 write_in_needs_opposition where nobody says that it is as written. */
export const PaperBody = EnteredPaper.extend(AsWritten);
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
/** What is sent of figures; an identity that is only a warning takes `asWritten`. */
export const FiguresEntry = FiguresBody.extend(AsWritten);
export type FiguresEntry = z.infer<typeof FiguresEntry>;
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
/**
 * POST /api/rounds/:id/tellers/:personId/release — somebody else takes a teller's place and enters from the start;
 * what the other of the two did stays.
 */
export const ReleaseBody = z.strictObject({ reason: Reason });
