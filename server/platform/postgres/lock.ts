import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import { codeOf, onDisk } from './failure.ts';
import { bootId, pidSpace, processIdentity } from './process-identity.ts';

/** Who holds a folder. `identity` tells the process from a later one with the same number. */
const owner = z.object({
  pid: z.number().int().positive(),
  identity: z.string(),
  host: z.string(),
  boot: z.string(),
  space: z.string(),
});
type Owner = z.infer<typeof owner>;

/** A held lock. `tookOver` says that an earlier owner died without giving it back. */
export type Lock = { tookOver: boolean; release(): Promise<void> };

const HEARTBEAT_MS = 2_000;

/**
 * Takes `gongyi.lock` in `folder`, also from an owner that has died; gives the living owner's pid where
 * there is one. The file's time is renewed with every heartbeat, for those to whom our process id means
 * nothing (another container on the same folder).
 */
export async function takeLock(
  folder: string,
  heartbeatMs: number = HEARTBEAT_MS,
): Promise<Outcome<Lock, { pid: number }>> {
  const path = join(folder, 'gongyi.lock');
  const text = JSON.stringify(await ourselves());
  // The finished file is linked to its name, so that nobody ever reads half a lock.
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  await onDisk(path, () => writeFile(draft, text, { mode: 0o644 }));
  try {
    for (let tookOver = false; ;) {
      if (await onDisk(path, () => linked(draft, path)))
        return ok(held(path, text, tookOver, heartbeatMs));
      const holder = await read(path);
      if (holder === undefined) continue; // given back this moment
      if (holder.owner && (await lives(path, holder.owner, heartbeatMs)))
        return err({ pid: holder.owner.pid });
      tookOver = (await removeDead(path, holder.text)) || tookOver;
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function held(path: string, text: string, tookOver: boolean, heartbeatMs: number): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    // A folder taken away under us shows elsewhere; the heartbeat alone is no reason to stop.
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  beat.unref();
  return {
    tookOver,
    async release() {
      clearInterval(beat);
      if ((await read(path))?.text === text) await rm(path, { force: true });
    },
  };
}

async function ourselves(): Promise<Owner> {
  const identity = await processIdentity(process.pid);
  if (identity === undefined) throw new Error('this process does not find itself');
  return {
    pid: process.pid,
    identity,
    host: hostname(),
    boot: await bootId(),
    space: await pidSpace(),
  };
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function read(path: string): Promise<{ text: string; owner: Owner | undefined } | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return { text, owner: parse(text) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined for what no lock of ours looks like: an empty file after a power cut, say. */
function parse(text: string): Owner | undefined {
  try {
    return owner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function lives(path: string, holder: Owner, heartbeatMs: number): Promise<boolean> {
  const here = await ourselves();
  if (holder.host === here.host && holder.boot !== here.boot) return false; // the machine was restarted
  if (holder.host === here.host && holder.space === here.space) {
    return (await processIdentity(holder.pid)) === holder.identity;
  }
  // Another container or machine: only the heartbeat can tell.
  const before = await timeOf(path);
  await pause(3 * heartbeatMs);
  const after = await timeOf(path);
  return after !== undefined && after !== before;
}

async function timeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Removes a dead owner's lock, one starter at a time: else the second would remove the lock that the
 * first has just taken. Gives whether it was this call that removed it.
 */
async function removeDead(path: string, dead: string): Promise<boolean> {
  const turn = `${path}.turn`;
  try {
    await (await open(turn, 'wx')).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const since = await timeOf(turn);
    // A turn lasts microseconds; one that is seconds old was left by a process killed in it.
    if (since !== undefined && Date.now() - since > 5_000) await rm(turn, { force: true });
    await pause(20);
    return false;
  }
  try {
    if ((await read(path))?.text !== dead) return false;
    await unlink(path);
    return true;
  } finally {
    await rm(turn, { force: true });
  }
}
