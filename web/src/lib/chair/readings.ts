import * as floorRoutes from '$contract/floor/routes.ts';
import * as paperRoutes from '$contract/paper/routes.ts';
import * as countingRoutes from '$contract/counting/routes.ts';
import type { Api } from '../api/index.ts';
import { Remotes } from '#lib/state/remotes.svelte.ts';

/**
 * What of single rounds is asked for apart, because not everybody in the room may see it: counts, signatures,
 * boxes of paper ballots, what opening would meet.
 */
export function readingsOf(api: Api) {
  return {
    counts: new Remotes((id) => api.call(countingRoutes.read, { id })),
    signatures: new Remotes((id) => api.call(countingRoutes.signatures, { id })),
    boxes: new Remotes((id) => api.call(paperRoutes.read, { id })),
    readiness: new Remotes((id) => api.call(floorRoutes.readiness, { id })),
  };
}
export type Readings = ReturnType<typeof readingsOf>;
