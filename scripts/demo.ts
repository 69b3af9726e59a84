import { join } from 'node:path';
import pg from 'pg';
import { readConfig, type Config } from '../server/config.ts';
import { realWorld } from '../server/platform/clock.ts';
import { sentence } from '../server/platform/postgres/failure.ts';
import { startPostgres } from '../server/platform/postgres/start.ts';
import { serve } from '../server/serve.ts';
import { buildWeb } from './build-web.ts';
import { leadMeeting } from './demo/chairperson.ts';
import { simulateDeputies } from './demo/deputies.ts';
import { loadSample } from './demo/sample.ts';

// `npm run demo`: the real server on an embedded database of its own, with the sample assembly and
// simulated deputies. Everything starts afresh each time; real data is never touched.

/** The first deputies of the roll are nobody's simulation: their places wait for whoever tries a tablet. */
const FREE_PLACES = 2;
const ARRIVAL_MS = 8_000;
const DATABASE = 'gongyi_demo';

function say(line: string): void {
  console.log(line);
}

function give(up: string): never {
  console.error(up);
  process.exit(1);
}

async function freshDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The address of that database instead of the one an address leads to. */
function demoAt(address: string): string {
  const url = new URL(address);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

const asked = new Promise<void>((resolve) => {
  process.on('SIGINT', () => {
    resolve();
  });
  process.on('SIGTERM', () => {
    resolve();
  });
});

const read = readConfig(process.env);
if (!read.ok) give(`The configuration can't be used / 配置有误:\n  ${read.error.join('\n  ')}`);

say('Building the web app if it changed / 检查并构建网页 …');
const built = await buildWeb();
if (!built.ok) give(`The web app could not be built / 网页构建失败:\n${built.error.output}`);

say('Starting the database / 启动数据库 …');
const postgres = await startPostgres({
  dataDir: join(read.value.dataDir, 'demo'),
  log: say,
  mayCreateDatabases: true,
});
if (!postgres.ok) give(sentence(postgres.error));
await freshDatabase(postgres.value.url);
const config: Config = {
  ...read.value,
  databaseUrl: demoAt(postgres.value.serverUrl),
  databaseOwnerUrl: demoAt(postgres.value.url),
};

const server = await serve(config, realWorld, { demo: true, say });
if (!server.ok) {
  await postgres.value.stop();
  give(server.error);
}
const { origin, hallOrigins, setupLink, context, stop } = server.value;
if (setupLink === undefined) throw new Error('a fresh database has no set-up link');

say('Loading the sample / 载入样例 …');
const sample = await loadSample(context.db, setupLink, realWorld.now());
await context.db
  .updateTable('roll_entry')
  .set({ attendance: 'present' })
  .where('meeting_id', '=', sample.meetingId)
  .where(
    'person_id',
    'in',
    context.db.selectFrom('person').select('id').where('number', 'in', ['YL-001', 'YL-002']),
  )
  .execute();
const simulation = simulateDeputies(origin, sample.codes.slice(FREE_PLACES), ARRIVAL_MS);
const lead = leadMeeting(context.db, sample, say);

const base = `${origin}/demo?as=`;
say(`
公议 Gongyi 演示已就绪（样例数据） / the demonstration is ready (sample data)

  大屏 projector          ${base}screen
  主持人 presider         ${base}presider
  代表平板 deputy's tablet ${base}deputy-1
  工作人员 staff          ${base}staff
  公众 public             ${origin}/
  所有身份 everyone       ${origin}/demo
${hallOrigins.map((hall) => `\n  会场其他设备 other devices in the hall: ${hall}/demo`).join('')}

模拟代表自动签到并投票；以主持人身份进入后由您主持。 Ctrl-C 结束。
Simulated deputies come in and vote; once you enter as presider, you lead. Ctrl-C ends it.
`);

await asked;
say('Stopping / 正在停止 …');
lead.stop();
simulation.stop();
await stop();
await postgres.value.stop();
process.exit(0);
