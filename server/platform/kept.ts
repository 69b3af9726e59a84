import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { err, ok, type Outcome } from '../domain/outcome.ts';
import { refuse } from './http.ts';
import type { Failure } from './failure.ts';
import { Turns } from './turns.ts';

const pack = promisify(gzip);

/** So many answers are kept (least lately asked for go first), */
const MOST_KEPT = 500;
/** and so many bytes of them, plain and packed together: a published box of a large hall has millions. */
const MOST_BYTES = 64 * 1024 * 1024;
/** for so long (milliseconds): then they are made again, and what they are made from is checked again. */
const KEPT_MS = 60_000;
/** So many are made at the same time, whoever asks, and so many more may wait: strangers' work never crowds out the hall's. */
const AT_ONCE = 1;
const MOST_WAITING = 200;
/** All of them stand in one line. */
const EVERYBODY = '';

/** An answer as it is made. */
export type Made = {
  type: string;
  body: string;
  status?: number;
  headers?: Record<string, string>;
  /** What it is known by, where it has a name of its own; otherwise its hash. */
  etag?: string;
};
type Answer = {
  status: number;
  head: Record<string, string>;
  body: Buffer;
  packed: Buffer;
  etag: string;
  until: number;
};
const sizeOf = ({ body, packed }: Answer): number => body.length + packed.length;
type Making = () => Promise<Outcome<Made, Failure>>;

/**
 * Answers for people without a sign-in, made once and given to everybody until what they are made from changes. However
 * many ask at once, each is made once; refusals are given and forgotten.
 */
export class Kept {
  readonly #now: () => number;
  readonly #answers = new Map<string, Answer>();
  readonly #making = new Map<string, Promise<Outcome<Answer, Failure>>>();
  readonly #turns = new Turns(AT_ONCE, MOST_WAITING);
  /** Raised when what was made before is out of date, also what is just being made. */
  #edition = 0;

  readonly #mostBytes: number;
  #bytes = 0;

  constructor(now: () => number = () => performance.now(), mostBytes = MOST_BYTES) {
    this.#now = now;
    this.#mostBytes = mostBytes;
  }

  /** Forgets everything: something was published, or may have been. */
  drop(): void {
    this.#edition += 1;
    this.#answers.clear();
    this.#bytes = 0;
    this.#making.clear();
  }

  /** Sends what is kept under the key, made by `make` where it isn't there. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    make: Making,
    refused: (reply: FastifyReply, failure: Failure) => FastifyReply = refuse,
  ): Promise<FastifyReply> {
    const found = await this.#of(key, make);
    if (!found.ok) return refused(reply, found.error);
    const { status, head, etag, body, packed } = found.value;
    reply
      .code(status)
      .headers({ ...head, etag, vary: 'accept-encoding', 'cache-control': 'no-cache' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      ? reply.header('content-encoding', 'gzip').send(packed)
      : reply.send(body);
  }

  async #of(key: string, make: Making): Promise<Outcome<Answer, Failure>> {
    const kept = this.#answers.get(key);
    if (kept !== undefined && kept.until > this.#now()) {
      this.#answers.delete(key);
      this.#answers.set(key, kept);
      return ok(kept);
    }
    let making = this.#making.get(key);
    if (making === undefined) {
      making = this.#make(key, make).finally(() => {
        if (this.#making.get(key) === making) this.#making.delete(key);
      });
      this.#making.set(key, making);
    }
    return making;
  }

  async #make(key: string, make: Making): Promise<Outcome<Answer, Failure>> {
    const end = await this.#turns.take(EVERYBODY);
    if (end === undefined) return err({ code: 'too_many_requests', detail: { seconds: 1 } });
    try {
      const edition = this.#edition;
      const made = await make();
      if (!made.ok) return made;
      const { type, body, status = 200, headers = {}, etag } = made.value;
      const answer: Answer = {
        status,
        head: { ...headers, 'content-type': type },
        body: Buffer.from(body),
        packed: await pack(body),
        etag: `"${etag ?? createHash('sha256').update(body).digest('base64url')}"`,
        until: this.#now() + KEPT_MS,
      };
      // What isn't there now may be there in a moment; what was published meanwhile isn't in this answer.
      if (edition === this.#edition && status === 200) this.#keep(key, answer);
      return ok(answer);
    } finally {
      end();
    }
  }

  #keep(key: string, answer: Answer): void {
    this.#forget(key);
    this.#answers.set(key, answer);
    this.#bytes += sizeOf(answer);
    // One that is larger than everything may be goes with the rest.
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MOST_KEPT && this.#bytes <= this.#mostBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const answer = this.#answers.get(key);
    if (answer === undefined) return;
    this.#answers.delete(key);
    this.#bytes -= sizeOf(answer);
  }
}
