import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import type { Database } from '../database.ts';
import { keyed } from '../secrets.ts';
import { agreedFingerprint, keepFingerprint, keyPlainCodes, type Agreed } from './key.repo.ts';

const FILE = 'code.key';

/**
 * The key of this deployment's codes: CODE_KEY, or a file of the data folder that is made at the first start. It is
 * in no database and no dump: who reads the hashes there can't try codes against them.
 */
export async function readCodeKey({
  codeKey,
  dataDir,
}: Pick<Config, 'codeKey' | 'dataDir'>): Promise<Outcome<Buffer, string>> {
  if (codeKey !== undefined) return ok(Buffer.from(codeKey, 'hex'));
  const path = join(dataDir, FILE);
  const text = (await readIfThere(path)) ?? (await make(path));
  return /^[0-9a-f]{64}\n?$/.test(text)
    ? ok(Buffer.from(text.trim(), 'hex'))
    : err(
        `${path} holds no key (64 hexadecimal digits): put the file back from a backup.\n` +
          `${path} 中没有有效的密钥（64 位十六进制数）：请从备份恢复该文件。`,
      );
}

/**
 * Whether this key is the one that the database's codes are hashed with. The first start settles it; then codes that
 * were kept without a key (before there was one) are keyed. `renew` takes this key instead of a lost one: no code
 * issued before is known any more.
 */
export async function agreeOnKey(
  db: Database,
  key: Buffer,
  renew: boolean,
): Promise<Outcome<null, string>> {
  return db.transaction().execute(async (tx): Promise<Outcome<null, string>> => {
    const own = keyed(key, 'which key');
    const agreed: Agreed = await agreedFingerprint(tx);
    if (agreed !== undefined && !agreed.equals(own) && !renew) return err(OTHER_KEY);
    await keepFingerprint(tx, own);
    await keyPlainCodes(tx, (hash) => keyed(key, hash));
    return ok(null);
  });
}

const OTHER_KEY =
  'The cards of this database were issued with another key; nothing was changed: put back the file code.key of the data folder, or give all servers the same CODE_KEY. If the key is lost, start once with CODE_KEY_RENEW=1 and issue all cards again.\n' +
  '数据库中的表决卡是用另一个密钥签发的，未作任何更改：请恢复数据文件夹中的 code.key，或让所有服务器使用同一个 CODE_KEY。如果密钥已丢失，请以 CODE_KEY_RENEW=1 启动一次，并重新发卡。';

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Made whole under another name and then linked: of processes that start at once, all read the same key. */
async function make(path: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, 'utf8');
}
