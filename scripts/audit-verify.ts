/**
 * `npm run audit:verify`: computes every hash chain of the audit log again (docs/audit.md), on DATABASE_URL
 * or on the embedded database of DATA_DIR, beside a running server or without one. Exits 0 when all are
 * whole, 1 when one is broken or nothing could be verified.
 */
import { readConfig } from '../server/config.ts';
import { openDatabase } from '../server/platform/database.ts';
import { findDatabase } from '../server/platform/postgres/find.ts';
import { sentence } from '../server/platform/postgres/failure.ts';
import { startPostgres } from '../server/platform/postgres/start.ts';
import { lineOf, verifyDatabase } from './audit/verify.ts';

async function main(): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.error.join('\n'));
  const { databaseUrl, dataDir } = config.value;
  if (databaseUrl !== undefined) return verify(databaseUrl);

  const found = await findDatabase(dataDir);
  switch (found.state) {
    case 'none':
      return complain(`There is no database in ${dataDir} / ${dataDir} 中没有数据库`);
    case 'running':
      return verify(found.url);
    case 'stopped': {
      const started = await startPostgres({ dataDir, log: (line) => console.error(line) });
      if (!started.ok) return complain(sentence(started.error));
      try {
        return await verify(started.value.url);
      } finally {
        await started.value.stop();
      }
    }
  }
}

async function verify(url: string): Promise<number> {
  const { db, close } = openDatabase(url, {
    max: 1,
    onError: (error) => console.error(error.message),
  });
  try {
    const verdicts = await verifyDatabase(db);
    if (verdicts === undefined) return complain('This database holds no audit log / 没有操作记录');
    for (const verdict of verdicts) console.log(lineOf(verdict));
    if (verdicts.length === 0) console.log('The audit log is empty / 操作记录为空');
    return verdicts.some(({ brokenAt }) => brokenAt !== null) ? 1 : 0;
  } catch (error) {
    return complain(`The audit log could not be read / 无法读取: ${String(error)}`);
  } finally {
    await close();
  }
}

function complain(sentences: string): number {
  console.error(sentences);
  return 1;
}

process.exitCode = await main();
