import { sql } from 'kysely';
import type { Tx } from '../database.ts';

/** By which the key is known again; undefined before the first start. */
export type Agreed = Buffer | undefined;

/** Held until the transaction ends: servers that start at once settle it one after the other. */
export async function agreedFingerprint(tx: Tx): Promise<Agreed> {
  await sql`lock table code_key in share row exclusive mode`.execute(tx);
  const row = await tx.selectFrom('code_key').select('fingerprint').executeTakeFirst();
  return row?.fingerprint;
}

export async function keepFingerprint(tx: Tx, fingerprint: Buffer): Promise<void> {
  await tx
    .insertInto('code_key')
    .values({ single: true, fingerprint })
    .onConflict((conflict) => conflict.column('single').doUpdateSet({ fingerprint }))
    .execute();
}

/** Puts the key over hashes that were kept without one. */
export async function keyPlainCodes(tx: Tx, keyed: (hash: Buffer) => Buffer): Promise<void> {
  const plain = await tx
    .selectFrom('card')
    .select(['id', 'code_hash'])
    .where('keyed', '=', false)
    .execute();
  if (plain.length === 0) return;
  const rows = plain.map(({ id, code_hash }) => ({
    id,
    code_hash: `\\x${keyed(code_hash).toString('hex')}`,
  }));
  await sql`
    update card set code_hash = k.code_hash, keyed = true
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(id uuid, code_hash bytea)
    where card.id = k.id`.execute(tx);
}
