import { statfs } from 'node:fs/promises';

/**
 * A disk is nearly full below a gigabyte or a hundredth of it, whichever is more; a small one below a fifth. A vote
 * takes a few kilobytes: that leaves time to see to it.
 */
const LEAST_FREE = 1024 ** 3;

export type Disk = { freeBytes: number; totalBytes: number; low: boolean };

/** How full the disk under a folder is; null where that can't be told. */
export async function diskOf(folder: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return judged({ freeBytes: bavail * bsize, totalBytes: blocks * bsize });
  } catch {
    return null;
  }
}

/** Whether so little is left that somebody should see to it before votes can't be kept. */
export function judged({ freeBytes, totalBytes }: Omit<Disk, 'low'>): Disk {
  const least = Math.min(Math.max(LEAST_FREE, totalBytes / 100), totalBytes / 5);
  return { freeBytes, totalBytes, low: freeBytes < least };
}

const EVERY_MS = 10 * 60_000;

/** Says once when the disk gets low, and again after it had been freed and filled. Gives the way to stop watching. */
export function watchDisk(folder: string, say: (line: string) => void): () => void {
  let told = false;
  const look = async (): Promise<void> => {
    const disk = await diskOf(folder);
    if (disk === null) return;
    if (disk.low && !told) say(lowSentence(folder, disk));
    told = disk.low;
  };
  void look();
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function lowSentence(folder: string, { freeBytes }: Disk): string {
  const free = `${String(Math.floor(freeBytes / 1024 ** 2))} MB`;
  return (
    `Only ${free} are free on the disk of ${folder}; when it is full no vote can be kept: free some, or move the data to a larger disk.\n` +
    `${folder} 所在磁盘只剩 ${free} 可用；磁盘写满后无法保存选票：请清理空间，或把数据移到更大的磁盘。`
  );
}
