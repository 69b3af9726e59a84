export { Cast } from './cast.svelte.ts';
export { Casts } from './casts.svelte.ts';
export { mayMarkAgain, type CastState, type Marks } from './cast-machine.ts';
export type { Link, LinkState } from './link.ts';
export { getRoom, Room, setRoom } from './room.svelte.ts';
