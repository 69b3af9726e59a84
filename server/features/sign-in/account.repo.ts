import type { Connection, Tx } from '../../platform/database.ts';

/** Somebody's own account, with the names that a password of theirs must not be made of. */
export async function ownAccount(db: Connection, personId: string) {
  return db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .innerJoin('assembly', 'assembly.id', 'account.assembly_id')
    .select([
      'account.login_name',
      'account.password_hash',
      'person.name',
      'assembly.name as assembly',
    ])
    .where('account.person_id', '=', personId)
    .executeTakeFirst();
}

/** Puts a password of somebody's own in the place of `before`; false when it is another one by now. */
export async function replacePassword(
  tx: Tx,
  personId: string,
  before: string,
  passwordHash: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ password_hash: passwordHash, must_change: false })
    .where('person_id', '=', personId)
    .where('password_hash', '=', before)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Browsers that signed in before are known no more, but for the one at hand. */
export async function forgetBrowsers(
  tx: Tx,
  personId: string,
  except: Buffer | undefined,
): Promise<void> {
  let query = tx.deleteFrom('known_browser').where('person_id', '=', personId);
  if (except !== undefined) query = query.where('token_hash', '<>', except);
  await query.execute();
}
