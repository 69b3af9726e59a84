import type { Database } from '../database.ts';
import { NOBODY, record } from './audit.ts';
import { countsWithoutHash, lockEarlierCounts } from './audit.repo.ts';

/**
 * Writes the hash of each count from before hashes stood in the log into it, once: from then on it is compared as
 * every other (`count_stands`). The entry says itself that it tells of the moment at which it was written.
 */
export async function keepEarlierHashes(owner: Database, at: Date): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await lockEarlierCounts(tx);
    for (const { assembly_id, round_id, version, sha256 } of await countsWithoutHash(tx)) {
      await record(tx, {
        chain: assembly_id,
        event: 'count.hash_kept',
        actor: NOBODY,
        at,
        detail: { round: round_id, version, resultSha256: sha256 },
      });
    }
  });
}
