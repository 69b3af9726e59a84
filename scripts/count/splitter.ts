/**
 * Cuts a round document into its parts as the bytes pass, so that a million papers never stand in
 * memory together: every key of the document but `papers` comes as one text, every paper as one text.
 * It finds where a part ends; whether the part is JSON is for JSON.parse to say.
 */
import type { Refusal } from '../../server/domain/round/document.ts';

/** The text of one JSON value and how many colons stand in it outside strings. */
export type Part = { readonly text: string; readonly colons: number };

/** What the splitter hands over. A refusal given back ends the reading. */
export type Parts = {
  /** A key of the document and its value. */
  readonly member?: (key: string, value: Part) => Refusal | null;
  /** One paper; left out, papers are passed over without being decoded. */
  readonly paper?: (paper: Part, index: number) => Refusal | null;
};

const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const BOM = [0xef, 0xbb, 0xbf];

type Place =
  | 'document'
  | 'first_key'
  | 'key'
  | 'colon'
  | 'value'
  | 'after_value'
  | 'first_paper'
  | 'paper'
  | 'after_paper'
  | 'end';

/** What is being captured. */
type Capture = 'key' | 'value' | 'paper';

const NOT_JSON = 'not JSON';

export class DocumentSplitter {
  readonly #parts: Parts;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #keys = new Set<string>();
  #place: Place = 'document';
  #bom = 0;
  #key = '';
  #papers = 0;
  #refusal: Refusal | null = null;

  #capture: Capture | null = null;
  #pieces: Uint8Array[] = [];
  #shape: 'container' | 'string' | 'word' = 'word';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #colons = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether the document had a list of papers. */
  get sawPapers(): boolean {
    return this.#keys.has('papers');
  }

  /** Takes the next bytes; the first refusal stays. */
  push(chunk: Uint8Array): Refusal | null {
    let at = 0;
    while (at < chunk.length && !this.#refusal) {
      at = this.#capture ? this.#continue(chunk, at) : this.#step(chunk, at);
    }
    return this.#refusal;
  }

  /** No more bytes. */
  end(): Refusal | null {
    if (!this.#refusal && this.#place !== 'end') {
      this.#refusal = { path: '', reason: `${NOT_JSON}: the document ends too early` };
    }
    return this.#refusal;
  }

  /** One byte between values; gives the place of the next byte to look at. */
  #step(chunk: Uint8Array, at: number): number {
    const byte = chunk[at];
    if (byte === SPACE || byte === LF || byte === CR || byte === TAB) return at + 1;
    switch (this.#place) {
      case 'document':
        if (this.#bom < BOM.length && byte === BOM[this.#bom]) {
          this.#bom += 1;
          return at + 1;
        }
        if (byte !== OPEN_OBJECT) return this.#refuse('a round document is an object');
        this.#place = 'first_key';
        return at + 1;
      case 'first_key':
      case 'key':
        if (byte === CLOSE_OBJECT && this.#place === 'first_key') return this.#go('end', at);
        if (byte !== QUOTE) return this.#refuse(NOT_JSON);
        return this.#begin('key', byte, at);
      case 'colon':
        return byte === COLON ? this.#go('value', at) : this.#refuse(NOT_JSON);
      case 'value':
        if (this.#key === 'papers' && byte === OPEN_LIST) return this.#go('first_paper', at);
        return this.#begin('value', byte, at);
      case 'after_value':
        if (byte === COMMA) return this.#go('key', at);
        return byte === CLOSE_OBJECT ? this.#go('end', at) : this.#refuse(NOT_JSON);
      case 'first_paper':
      case 'paper':
        if (byte === CLOSE_LIST && this.#place === 'first_paper') {
          return this.#go('after_value', at);
        }
        return this.#begin('paper', byte, at);
      case 'after_paper':
        if (byte === COMMA) return this.#go('paper', at);
        return byte === CLOSE_LIST ? this.#go('after_value', at) : this.#refuse(NOT_JSON);
      case 'end':
        return this.#refuse(`${NOT_JSON}: something follows the document`);
    }
  }

  #go(place: Place, at: number): number {
    this.#place = place;
    return at + 1;
  }

  #refuse(reason: string): number {
    const path = this.#place.endsWith('paper') ? `papers[${this.#papers}]` : '';
    this.#refusal = { path, reason };
    return 0;
  }

  #begin(capture: Capture, byte: number | undefined, at: number): number {
    this.#capture = capture;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#colons = 0;
    this.#shape =
      byte === QUOTE ? 'string' : byte === OPEN_OBJECT || byte === OPEN_LIST ? 'container' : 'word';
    return at;
  }

  /** Goes on with a capture from `at`; it may end in this chunk or not. */
  #continue(chunk: Uint8Array, at: number): number {
    const end = this.#shape === 'word' ? wordEnd(chunk, at) : this.#valueEnd(chunk, at);
    const keep = this.#capture !== 'paper' || this.#parts.paper !== undefined;
    const last = end < 0 ? chunk.length : end;
    if (keep && last > at) this.#pieces.push(chunk.subarray(at, last));
    if (end < 0) {
      // The caller may use its buffer again, so what stays behind has to be a copy.
      const tail = this.#pieces.pop();
      if (tail) this.#pieces.push(Uint8Array.from(tail));
      return chunk.length;
    }
    this.#finish();
    return end;
  }

  /** Just behind the value's last byte, or -1 when the chunk ends inside it. */
  #valueEnd(chunk: Uint8Array, from: number): number {
    let depth = this.#depth;
    let inString = this.#inString;
    let escaped = this.#escaped;
    let colons = this.#colons;
    let end = -1;
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) end = at + 1;
        }
      } else if (byte === QUOTE) inString = true;
      else if (byte === COLON) colons += 1;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth -= 1;
        if (depth <= 0) end = at + 1;
      }
      if (end >= 0) break;
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#escaped = escaped;
    this.#colons = colons;
    return end;
  }

  #finish(): void {
    const capture = this.#capture;
    const pieces = this.#pieces;
    this.#capture = null;
    this.#pieces = [];
    if (capture === 'paper') {
      const index = this.#papers;
      if (this.#parts.paper) {
        const text = this.#decode(pieces, `papers[${index}]`);
        if (text !== null) {
          this.#refusal = this.#parts.paper({ text, colons: this.#colons }, index);
        }
      }
      this.#papers += 1;
      this.#place = 'after_paper';
      return;
    }
    const text = this.#decode(pieces, capture === 'value' ? this.#key : '');
    if (text === null) return;
    if (capture === 'key') this.#finishKey(text);
    else {
      this.#place = 'after_value';
      this.#refusal = this.#parts.member?.(this.#key, { text, colons: this.#colons }) ?? null;
    }
  }

  #finishKey(text: string): void {
    const key = parse(text);
    if (typeof key !== 'string') {
      this.#refuse(NOT_JSON);
      return;
    }
    if (this.#keys.has(key)) {
      this.#refusal = { path: key, reason: 'this key is written twice' };
      return;
    }
    this.#keys.add(key);
    this.#key = key;
    this.#place = 'colon';
  }

  #decode(pieces: readonly Uint8Array[], path: string): string | null {
    const [only] = pieces;
    try {
      return this.#decoder.decode(pieces.length === 1 ? only : Buffer.concat(pieces));
    } catch {
      this.#refusal = { path, reason: `${NOT_JSON}: not UTF-8` };
      return null;
    }
  }
}

/** Just behind the last byte of a number or word, or -1 when the chunk ends first. */
function wordEnd(chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST) return at;
    if (byte === SPACE || byte === LF || byte === CR || byte === TAB) return at;
  }
  return -1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The value of a part. Refused when it is not JSON, and when an object in it has a key twice: two
 * readers could then read two different papers out of one text.
 */
export function readPart(part: Part, path: string): { value: unknown } | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(part.text);
  } catch {
    return { path, reason: NOT_JSON };
  }
  if (keysIn(value) !== part.colons) return { path, reason: 'a key is written twice' };
  return { value };
}

/** The number of keys of all objects in a JSON value; without recursion, whatever its depth. */
function keysIn(value: unknown): number {
  let keys = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner: unknown[] = Object.values(next);
    if (!Array.isArray(next)) keys += inner.length;
    for (const value of inner) if (typeof value === 'object') open.push(value);
  }
  return keys;
}
