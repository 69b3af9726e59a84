import { sql } from 'kysely';
import { DEPLOYMENT_CHAIN } from '../../server/platform/audit/audit.ts';
import { verifyAllChains, type ChainVerdict } from '../../server/platform/audit/verify.ts';
import type { Database } from '../../server/platform/database.ts';

/** A verdict with what the chain belongs to and the hash it ends with. */
export type NamedVerdict = ChainVerdict & { name: string; head: string };

/**
 * Computes every chain again, all of one moment: what is written meanwhile is left out. Undefined when the
 * database holds no audit log.
 */
export async function verifyDatabase(db: Database): Promise<NamedVerdict[] | undefined> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const { rows } = await sql<{ there: boolean }>`
        select to_regclass('audit_chain') is not null as there`.execute(tx);
      if (rows[0]?.there !== true) return undefined;
      const assemblies = await tx.selectFrom('assembly').select(['id', 'name']).execute();
      const names = new Map(assemblies.map(({ id, name }) => [id, name]));
      const heads = await tx.selectFrom('audit_chain').select(['chain_id', 'hash']).execute();
      const hashes = new Map(heads.map(({ chain_id, hash }) => [chain_id, hash.toString('hex')]));
      return (await verifyAllChains(tx)).map((verdict) => ({
        ...verdict,
        name:
          verdict.chain === DEPLOYMENT_CHAIN
            ? 'deployment / 本部署'
            : (names.get(verdict.chain) ?? 'an assembly that is not there / 单位不存在'),
        head: hashes.get(verdict.chain) ?? '',
      }));
    });
}

/** A head that was printed or written down: the number of an entry and how its hash begins. */
export type KnownHead = { seq: number; hash: string };

/** Reads `123:9f86d081…`, as it stands on a tally report, with or without spaces in it; 16 digits or more. */
export function headOf(text: string): KnownHead | undefined {
  const [, seq, hash] = /^(\d+):([0-9a-f]{16,64})$/i.exec(text.replace(/\s/g, '')) ?? [];
  return seq === undefined || hash === undefined
    ? undefined
    : { seq: Number(seq), hash: hash.toLowerCase() };
}

/** Whether some chain still has this entry: whoever removed the newest ones can't have kept it. */
export async function stillThere(db: Database, { seq, hash }: KnownHead): Promise<boolean> {
  const rows = await db
    .selectFrom('audit_entry')
    .select('hash')
    .where('seq', '=', seq)
    .where(sql<boolean>`encode(hash, 'hex') like ${`${hash}%`}`)
    .execute();
  return rows.length > 0;
}

/** One line for a chain, for whoever runs the command. */
export function lineOf({ name, chain, entries, brokenAt, head }: NamedVerdict): string {
  const verdict =
    brokenAt === null
      ? `whole / 完整: ${String(entries)} entries, ends with ${head === '' ? '-' : head}`
      : `BROKEN at entry ${String(brokenAt)} / 第 ${String(brokenAt)} 条起不一致`;
  return `${name} (${chain}): ${verdict}`;
}
