import { ServerFrame, type ServerFrame as Frame } from '../contract/room/socket.ts';

/**
 * Encodes a frame after checking it against the contract: a frame that doesn't fit is a bug of ours. As bytes,
 * which thousands of sockets send without each making its own copy of the text.
 */
export function encode(frame: Frame): Buffer {
  return Buffer.from(JSON.stringify(ServerFrame.parse(frame)));
}
