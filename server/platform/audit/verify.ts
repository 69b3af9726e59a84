import type { Connection } from '../database.ts';
import { entryHash } from './audit.ts';

export type ChainVerdict = { chain: string; entries: number; brokenAt: number | null };

/**
 * Computes a chain again from its first entry. `brokenAt` is the first sequence number that is missing or
 * whose hash doesn't fit, or one past the end when the head disagrees with the last entry.
 */
export async function verifyChain(db: Connection, chain: string): Promise<ChainVerdict> {
  let previous = Buffer.alloc(32);
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('chain_id', '=', chain)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(1000)
      .execute();
    for (const row of rows) {
      if (
        row.seq !== seq + 1 ||
        !row.previous_hash.equals(previous) ||
        !entryHash(row).equals(row.hash)
      ) {
        return { chain, entries: seq, brokenAt: seq + 1 };
      }
      seq = row.seq;
      previous = Buffer.from(row.hash);
    }
    if (rows.length < 1000) break;
  }
  const head = await db
    .selectFrom('audit_chain')
    .select(['seq', 'hash'])
    .where('chain_id', '=', chain)
    .executeTakeFirst();
  const whole = head === undefined ? seq === 0 : head.seq === seq && head.hash.equals(previous);
  return { chain, entries: seq, brokenAt: whole ? null : seq + 1 };
}

/** Every chain of the database, each computed again. */
export async function verifyAllChains(db: Connection): Promise<ChainVerdict[]> {
  const chains = await db
    .selectFrom('audit_chain')
    .select('chain_id')
    .union(db.selectFrom('audit_entry').select('chain_id').distinct())
    .execute();
  const verdicts: ChainVerdict[] = [];
  for (const { chain_id } of chains) verdicts.push(await verifyChain(db, chain_id));
  return verdicts;
}
