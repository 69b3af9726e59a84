/**
 * `npm run audit:verify`: computes every hash chain of the audit log again (docs/audit.md), on DATABASE_URL
 * or on the embedded database of DATA_DIR, beside a running server or without one. Exits 0 when all are
 * whole, 1 when one is broken or nothing could be verified. Heads that were printed on tally reports or written
 * down when signing can be given along (`npm run audit:verify -- 123:9f86d081884c7d65`): each has to be there still.
 */
import { readConfig } from '../server/config.ts';
import { openDatabase } from '../server/platform/database.ts';
import { findDatabase } from '../server/platform/postgres/find.ts';
import { sentence } from '../server/platform/postgres/failure.ts';
import { startPostgres } from '../server/platform/postgres/start.ts';
import { headOf, lineOf, stillThere, verifyDatabase, type KnownHead } from './audit/verify.ts';

async function main(): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.error.join('\n'));
  const heads: KnownHead[] = [];
  for (const text of process.argv.slice(2)) {
    const head = headOf(text);
    if (head === undefined)
      return complain(`Not a head / 格式不对: ${text} (123:9f86d081884c7d65)`);
    heads.push(head);
  }
  const { databaseUrl, dataDir } = config.value;
  if (databaseUrl !== undefined) return verify(databaseUrl, heads);

  const found = await findDatabase(dataDir);
  switch (found.state) {
    case 'none':
      return complain(`There is no database in ${dataDir} / ${dataDir} 中没有数据库`);
    case 'running':
      return verify(found.url, heads);
    case 'stopped': {
      const started = await startPostgres({ dataDir, log: (line) => console.error(line) });
      if (!started.ok) return complain(sentence(started.error));
      try {
        return await verify(started.value.url, heads);
      } finally {
        await started.value.stop();
      }
    }
  }
}

async function verify(url: string, heads: readonly KnownHead[]): Promise<number> {
  const { db, close } = openDatabase(url, {
    max: 1,
    onError: (error) => console.error(error.message),
  });
  try {
    const verdicts = await verifyDatabase(db);
    if (verdicts === undefined) return complain('This database holds no audit log / 没有操作记录');
    for (const verdict of verdicts) console.log(lineOf(verdict));
    if (verdicts.length === 0) console.log('The audit log is empty / 操作记录为空');
    let lost = 0;
    for (const head of heads) {
      const there = await stillThere(db, head);
      if (!there) lost += 1;
      const said = there ? 'is there / 仍在记录中' : 'IS NOT THERE / 记录中已没有这一条';
      console.log(`${String(head.seq)}:${head.hash} ${said}`);
    }
    return lost > 0 || verdicts.some(({ brokenAt }) => brokenAt !== null) ? 1 : 0;
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
