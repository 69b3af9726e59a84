import type { Connection, Tx } from '../../platform/database.ts';

export async function listSignatures(db: Connection, roundId: string, version: number) {
  return db
    .selectFrom('count_signature')
    .select(['person_id', 'person_name as name', 'office', 'signed_at'])
    .where('round_id', '=', roundId)
    .where('version', '=', version)
    .orderBy('signed_at')
    .execute();
}

export async function insertSignature(
  tx: Tx,
  signature: {
    assembly_id: string;
    round_id: string;
    version: number;
    person_id: string;
    office: 'chief_scrutineer' | 'scrutineer';
    signed_at: Date;
  },
): Promise<void> {
  await tx.insertInto('count_signature').values(signature).execute();
}
