import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RefusalCode } from '../contract/refusals.ts';
import {
  ClientFrame,
  CLOSE,
  HEARTBEAT_SECONDS,
  MAX_FRAME_BYTES,
  MAX_FRAMES_PER_10S,
  PROTOCOL_VERSION,
  ServerFrame,
  SignedOutReason,
} from '../contract/room/socket.ts';

// docs/protocol.md is what other people's clients are written from: it must be true.

const page = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8');

/** The frames of one side's example block; a frame begins at the start of a line. */
function examples(side: 'client' | 'server'): unknown[] {
  const block = new RegExp(`\`\`\`json ${side}\n([^]*?)\n\`\`\``).exec(page)?.[1] ?? '';
  return block.split(/\n(?=\{)/).map((frame) => JSON.parse(frame) as unknown);
}

describe('docs/protocol.md', () => {
  it('shows every frame of the client, as the contract has it', () => {
    const frames = examples('client');
    for (const frame of frames) expect(ClientFrame.parse(frame)).toEqual(frame);
    const types = ClientFrame.options.map((option) => option.shape.type.value);
    expect(frames.map((frame) => (frame as ClientFrame).type)).toEqual(types);
    expect(frames[0]).toEqual({ type: 'hello', version: PROTOCOL_VERSION });
  });

  it('shows every frame of the server but the long picture, as the contract has it', () => {
    const frames = examples('server');
    for (const frame of frames) expect(ServerFrame.parse(frame)).toEqual(frame);
    const types = ServerFrame.options.map((option) => option.shape.type.value);
    const shown = new Set(frames.map((frame) => (frame as ServerFrame).type));
    expect([...shown].toSorted()).toEqual(types.filter((type) => type !== 'snapshot').toSorted());
    expect(frames[0]).toMatchObject({
      version: PROTOCOL_VERSION,
      heartbeatSeconds: HEARTBEAT_SECONDS,
    });
  });

  it('names every code: of closing, of errors, of refusals, of the end of a sign-in', () => {
    for (const { code, reason } of Object.values(CLOSE)) {
      expect(page).toMatch(new RegExp(`\\| ${String(code)} \\| \`${reason}\``));
    }
    const error = ServerFrame.options.find((option) => option.shape.type.value === 'error');
    if (!error || !('code' in error.shape)) throw new Error('there is no error frame');
    for (const code of error.shape.code.options) {
      expect(page).toMatch(new RegExp(`^\\| \`${code}\``, 'm'));
    }
    for (const reason of SignedOutReason.options) expect(page).toContain(`\`${reason}\``);
    const ofVotes = RefusalCode.options.slice(RefusalCode.options.indexOf('not_an_elector'));
    const table = page.slice(page.indexOf('## Voting'), page.indexOf('## Without WebSockets'));
    for (const code of ofVotes) expect(table).toContain(`\`${code}\``);
    // And no code that doesn't exist.
    const rows = [...table.matchAll(/^\| (`[^|]+)\|.*\|$/gm)].map(([, cell = '']) => cell);
    const named = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const known: readonly unknown[] = [...ofVotes, 'recorded', 'refused', 'busy'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has the limits right', () => {
    expect(page).toContain(`| ${String(MAX_FRAME_BYTES)} bytes;`);
    expect(page).toContain(`| ${String(MAX_FRAMES_PER_10S)} in ten seconds`);
    expect(page).toContain(`This page is version ${String(PROTOCOL_VERSION)}.`);
  });
});
