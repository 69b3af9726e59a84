import { z } from 'zod';

/**
 * What goes over a connection that becomes a WebSocket: the two halves of the upgrade, then messages by the type that
 * stands in them (docs/protocol.md); 'control' are the WebSocket's own pings, pongs and closings.
 */
export type Message = { name: string; bytes: Buffer };

const Typed = z.object({ type: z.string() });

/** Cuts one direction of such a connection into its messages, each with all its bytes. */
export class Cutter {
  #rest = Buffer.alloc(0);
  #upgraded = false;

  /** The messages that are whole with these bytes. */
  *cut(bytes: Buffer): Generator<Message> {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const message = this.#upgraded ? this.#frame() : this.#head();
      if (message === undefined) return;
      this.#rest = this.#rest.subarray(message.bytes.length);
      yield message;
    }
  }

  #head(): Message | undefined {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end === -1) return undefined;
    const bytes = this.#rest.subarray(0, end + 4);
    this.#upgraded = true;
    return { name: bytes.toString('latin1').startsWith('HTTP/') ? 'upgraded' : 'upgrade', bytes };
  }

  /** RFC 6455 §5.2; nobody here sends a message in pieces or compressed. */
  #frame(): Message | undefined {
    const [first, second] = this.#rest;
    if (first === undefined || second === undefined) return undefined;
    const short = second & 0x7f;
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const masked = (second & 0x80) !== 0;
    const begin = 2 + lengthBytes + (masked ? 4 : 0);
    if (this.#rest.length < begin) return undefined;
    const length = lengthBytes === 0 ? short : this.#lengthOf(lengthBytes);
    if (this.#rest.length < begin + length) return undefined;
    const bytes = this.#rest.subarray(0, begin + length);
    if ((first & 0x0f) !== 1) return { name: 'control', bytes };
    const payload = Buffer.from(bytes.subarray(begin));
    if (masked) {
      const mask = bytes.subarray(begin - 4, begin);
      for (const [i, byte] of payload.entries()) payload[i] = byte ^ (mask[i % 4] ?? 0);
    }
    return { name: Typed.parse(JSON.parse(payload.toString())).type, bytes };
  }

  #lengthOf(bytes: 2 | 8): number {
    return bytes === 2 ? this.#rest.readUInt16BE(2) : Number(this.#rest.readBigUInt64BE(2));
  }
}
