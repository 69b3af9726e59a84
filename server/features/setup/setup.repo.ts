import type { Connection, Tx } from '../../platform/database.ts';

/** Takes every link back that was not used. */
export async function deleteUnusedLinks(tx: Tx): Promise<void> {
  await tx.deleteFrom('setup_link').where('used_at', 'is', null).execute();
}

export async function insertLink(
  tx: Tx,
  link: { token_hash: Buffer; created_at: Date; expires_at: Date },
): Promise<void> {
  await tx.insertInto('setup_link').values(link).execute();
}

/** Whether a link with this token can be used at `now`. */
export async function linkIsGood(db: Connection, tokenHash: Buffer, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('setup_link')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

export async function markLinkUsed(tx: Tx, tokenHash: Buffer, now: Date): Promise<void> {
  await tx
    .updateTable('setup_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .execute();
}
