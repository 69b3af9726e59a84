import * as paperRoutes from '$contract/paper/routes.ts';
import type { BoxStatus } from '$contract/paper/schemas.ts';
import type { Api } from '#lib/api/index.ts';
import { Remote } from '#lib/state/remote.svelte.ts';

/** Others record and enter too; nothing pushes this. */
const EVERY_MS = 4_000;

/** How far a round's paper ballots are, read anew while the page that asks for it (as it is set up) is open. */
export function watchBox(api: Api, roundId: string): Remote<BoxStatus> {
  const box = new Remote(() => api.call(paperRoutes.read, { id: roundId }));
  $effect(() => box.watch(EVERY_MS));
  return box;
}
