import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { Health } from '../../contract/setup/schemas.ts';
import type { Context } from '../../context.ts';
import { diskOf } from '../../platform/disk.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { anyAssembly } from '../assemblies/assemblies.repo.ts';

/** How long (milliseconds) the database may take to answer before it counts as unreachable. */
const PATIENCE = 2_000;

/** Whether this process can do its work. Asked every few seconds by whoever watches over it. */
export async function healthOf(
  context: Context,
  who: Actor | undefined,
): Promise<z.infer<typeof Health>> {
  const giveUp = new AbortController();
  const asked = anyAssembly(context.db).then(
    (found) => ({ reachable: true, needsSetup: !found }),
    // Whatever the reason: to the watcher, a database that doesn't answer is one that isn't there.
    () => ({ reachable: false, needsSetup: false }),
  );
  const late = pause(PATIENCE, { reachable: false, needsSetup: false }, { signal: giveUp.signal });
  const answered = await Promise.race([asked, late.catch(() => asked)]);
  giveUp.abort();
  return {
    status: answered.reachable ? 'ok' : 'database_unreachable',
    version: context.version,
    demo: context.demo ?? false,
    needsSetup: answered.needsSetup,
    disk: await diskFor(context, who),
  };
}

/** How full the disk is concerns who keeps the server, and tells strangers when to strike. */
async function diskFor({ config }: Context, who: Actor | undefined) {
  if (config.dataDir === undefined || !allowed(who, 'health.read').ok) return null;
  const disk = await diskOf(config.dataDir);
  return disk && { freeBytes: coarse(disk.freeBytes), low: disk.low };
}

/** Told in steps: to the byte it would tell whoever asks often how long each paper was that came in. */
const STEP = 64 * 1024 ** 2;
const coarse = (bytes: number): number => Math.floor(bytes / STEP) * STEP;
