import { z } from 'zod';
import { RefusalCode, RefusalDetail } from '../refusals.ts';
import { Id } from '../common/id.ts';
import { Seat } from '../common/roles.ts';
import { RoomView, SelfView } from './schemas.ts';

/**
 * The WebSocket protocol of a meeting room, described for people in docs/protocol.md.
 * GET /api/socket?seat=tablet|chair|desk|screen[&meeting=ID]; the session cookie of that seat is read
 * before the upgrade, the Origin header must be the server's own.
 */
export const PROTOCOL_VERSION = 1;

/** Where the socket of a seat is opened; who belongs to no one meeting names it. */
export function socketUrl({ seat, meeting }: { seat: Seat; meeting?: string | undefined }): string {
  return `/api/socket?seat=${seat}${meeting === undefined ? '' : `&meeting=${meeting}`}`;
}

/** Largest frame a client may send, in bytes. A paper of 100 long items stays well below. */
export const MAX_FRAME_BYTES = 32 * 1024;
/** The server pings this often (seconds); a client that hears nothing for twice as long reconnects. */
export const HEARTBEAT_SECONDS = 15;
/** Frames a client may send in any ten seconds. */
export const MAX_FRAMES_PER_10S = 60;

/** No control characters and no halves of a character: PostgreSQL keeps neither in JSON. */
const plain = /^[^\p{Cc}\p{Cs}]*$/u;
/** A word on a paper: a grade, an indicator, a name written in. */
export const PaperWord = z.string().min(1).max(60).regex(plain);
/** An item's id: in a round that follows, a name written in stands there as `w:NAME`. */
export const PaperKey = z.string().min(1).max(64).regex(plain);

/**
 * The marks of a paper, item id → mark, as loosely as any ballot kind needs them; the round's own rules
 * decide (domain `acceptElectronic`): `for` `against` `abstain`, a grade, scores by indicator, a place.
 */
export const PaperMarks = z
  .record(
    PaperKey,
    z.union([PaperWord, z.int(), z.record(PaperWord, z.union([z.number(), PaperWord]))]),
  )
  .refine((marks) => Object.keys(marks).length <= 200, 'at most 200 items');
export type PaperMarks = z.infer<typeof PaperMarks>;

/** A vote, over the socket or as the body of POST /api/vote. The ids are made on the tablet. */
export const Vote = z.strictObject({
  roundId: Id,
  /** Names this attempt to vote: sent again, it gets the same answer (V3). */
  castId: Id,
  /** Names the paper. Unrelated to castId; only the tablet ever knows both (V7). */
  receipt: Id,
  marks: PaperMarks,
  /** Names written in (另选他人), elections only. */
  writeIns: z.array(PaperWord).max(50).optional(),
});
export type Vote = z.infer<typeof Vote>;

/** Asks what became of a cast after the network left it in doubt. */
export const Settle = z.strictObject({ roundId: Id, castId: Id });
export type Settle = z.infer<typeof Settle>;

/** Why a server is busy, where it is more than a rush: the database is away, or its disk is full. */
export const BusyReason = z.enum(['unavailable', 'storage_full']);
export type BusyReason = z.infer<typeof BusyReason>;

/**
 * The answer to a vote. `recorded`: committed and on disk (V1). `refused`: no paper of this cast exists, and
 * none will while the reason holds.
 */
export const VoteAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), roundId: z.uuid(), castId: z.uuid() }),
  z.object({
    outcome: z.literal('refused'),
    roundId: z.uuid(),
    castId: z.uuid(),
    code: RefusalCode,
    detail: RefusalDetail.optional(),
  }),
  /** Not known yet, or not tried: send the same cast id again after `retryMs` for the truth. */
  z.object({
    outcome: z.literal('busy'),
    roundId: z.uuid(),
    castId: z.uuid(),
    retryMs: z.int(),
    reason: BusyReason.optional(),
  }),
]);
export type VoteAnswer = z.infer<typeof VoteAnswer>;

/**
 * `not_recorded` is final only once the round is closed; while it is open the tablet may send again. `busy`: the
 * server could not look; ask again after `retryMs`.
 */
export const SettleAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['recorded', 'not_recorded']),
    roundId: z.uuid(),
    castId: z.uuid(),
    open: z.boolean(),
  }),
  z.object({
    outcome: z.literal('busy'),
    roundId: z.uuid(),
    castId: z.uuid(),
    retryMs: z.int(),
    reason: BusyReason.optional(),
  }),
]);
export type SettleAnswer = z.infer<typeof SettleAnswer>;

export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), version: z.int() }),
  z.strictObject({ type: z.literal('vote'), vote: Vote }),
  z.strictObject({ type: z.literal('settle'), settle: Settle }),
  z.strictObject({ type: z.literal('resync') }),
  z.strictObject({ type: z.literal('ping'), n: z.int() }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

export const SignedOutReason = z.enum([
  'signed_out',
  'taken_over',
  'card_withdrawn',
  'account_changed',
  'unpaired',
  'roles_changed',
  'expired',
]);
export type SignedOutReason = z.infer<typeof SignedOutReason>;

export const ServerFrame = z.discriminatedUnion('type', [
  /** First frame after a good hello. `now` lets the client show a clock without trusting its own. */
  z.object({
    type: z.literal('welcome'),
    version: z.int(),
    seat: Seat,
    now: z.iso.datetime(),
    heartbeatSeconds: z.int(),
  }),
  z.object({ type: z.literal('snapshot'), seq: z.int(), view: RoomView }),
  /** Sections that changed between `prev` and `seq`. A client whose seq isn't `prev` asks for a resync. */
  z.object({
    type: z.literal('change'),
    prev: z.int(),
    seq: z.int(),
    sections: RoomView.partial(),
  }),
  z.object({ type: z.literal('self'), self: SelfView }),
  z.object({ type: z.literal('vote_answer'), answer: VoteAnswer }),
  z.object({ type: z.literal('settle_answer'), answer: SettleAnswer }),
  z.object({ type: z.literal('pong'), n: z.int(), now: z.iso.datetime() }),
  /** The frame was not understood or not allowed; the socket stays open unless a close follows. */
  z.object({ type: z.literal('error'), code: SocketErrorCode(), detail: RefusalDetail.optional() }),
  /** This device is signed out; the socket closes right after. */
  z.object({ type: z.literal('signed_out'), reason: SignedOutReason }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;

function SocketErrorCode() {
  return z.enum([
    'malformed',
    'unknown_type',
    'too_frequent',
    'hello_first',
    'version_unsupported',
    'not_permitted',
  ]);
}

/** Close codes of our own (4000–4999), with the reason text that goes along. */
export const CLOSE = {
  signedOut: { code: 4001, reason: 'signed_out' },
  versionUnsupported: { code: 4002, reason: 'version_unsupported' },
  helloTimeout: { code: 4003, reason: 'hello_timeout' },
  tooFrequent: { code: 4004, reason: 'too_frequent' },
  tooManyErrors: { code: 4005, reason: 'too_many_errors' },
  slow: { code: 4006, reason: 'slow' },
  restarting: { code: 4007, reason: 'restarting' },
} as const;
