import { HEARTBEAT_SECONDS } from '../contract/room/socket.ts';

/** Time limits of the live side, in milliseconds. Tests shorten them; nothing else changes them. */
export type Timing = {
  /** From the upgrade to the client's hello. */
  helloMs: number;
  /** Between two pings of the server; also told to clients, who time us by it. */
  heartbeatMs: number;
  /** How often what a lost notification didn't say is looked up. */
  compareMs: number;
  /** How long going down may take for votes on their way, and again for sockets to say goodbye. */
  farewellMs: number;
};

export const TIMING: Timing = {
  helloMs: 10_000,
  heartbeatMs: HEARTBEAT_SECONDS * 1_000,
  compareMs: 15_000,
  farewellMs: 4_000,
};
