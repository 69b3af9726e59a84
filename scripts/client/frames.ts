import { ServerFrame } from '../../server/contract/room/socket.ts';

/** How many of the newest pictures are remembered. */
const KEPT = 8;
const newest = new Map<string, ServerFrame>();

/**
 * A frame as the contract says, or undefined when it isn't one. A room sends all its devices the same
 * text, so the text that one device has just had checked isn't checked again for its thousand
 * neighbours in this process. Callers must not change what they get.
 */
export function decodeFrame(text: string): ServerFrame | undefined {
  const known = newest.get(text);
  if (known !== undefined) return known;
  const frame = checked(text);
  if (frame?.type !== 'snapshot' && frame?.type !== 'change') return frame;
  newest.set(text, frame);
  const [oldest] = newest.keys();
  if (newest.size > KEPT && oldest !== undefined) newest.delete(oldest);
  return frame;
}

function checked(text: string): ServerFrame | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = ServerFrame.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
