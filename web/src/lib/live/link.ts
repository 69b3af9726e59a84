import type { SignedOutReason } from '$contract/room/socket.ts';

/**
 * How this page stands to the room. `stale`: a picture is there but nothing new has come since
 * `since`; `http`: the network lets no WebSocket through and the picture is asked for instead;
 * `no_meeting`: there is none here for whoever sits here, who stays signed in.
 */
export type LinkState =
  'connecting' | 'live' | 'stale' | 'signed_out' | 'no_meeting' | 'version_unsupported';
export type Link = {
  readonly state: LinkState;
  /** Milliseconds of this machine's own clock. */
  readonly since: number;
  readonly transport: 'socket' | 'http' | null;
  readonly reason: SignedOutReason | null;
};

/** The part of a browser's WebSocket that is used here. */
export interface Socket {
  send(data: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
}

/** Clock, chance and timers, passed in so that tests own them. `after` gives back its cancellation. */
export type World = {
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
  openSocket(path: string): Socket;
};

export const browserWorld: World = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  openSocket: (path) => {
    const url = new URL(path, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return new WebSocket(url) as Socket;
  },
};
