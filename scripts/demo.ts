import { readConfig, type Config } from '../server/config.ts';
import { realWorld } from '../server/platform/clock.ts';
import { serve } from '../server/serve.ts';
import { buildWeb } from './build-web.ts';
import { startSampleDatabase } from './demo/database.ts';
import { beginMeeting, whereTheyAre } from './demo/meeting.ts';

// `npm run demo`: the real server on an embedded database of its own, with the sample assembly and
// simulated deputies. Everything starts afresh each time; real data is never touched.

function say(line: string): void {
  console.log(line);
}

function give(up: string): never {
  console.error(up);
  process.exit(1);
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
const database = await startSampleDatabase(read.value, {
  folder: 'demo',
  name: 'gongyi_demo',
  say,
});
if (!database.ok) give(database.error);
const config: Config = {
  ...read.value,
  databaseUrl: database.value.serverUrl,
  databaseOwnerUrl: database.value.ownerUrl,
};

const server = await serve(config, realWorld, { demo: true, say });
if (!server.ok) {
  await database.value.stop();
  give(server.error);
}
const { origin, hallOrigins, setupLink, context, stop } = server.value;
if (setupLink === undefined) throw new Error('a fresh database has no set-up link');

say('Loading the sample / 载入样例 …');
const meeting = await beginMeeting(context.db, setupLink, say);
say(`
公议 Gongyi 演示已就绪（样例数据） / the demonstration is ready (sample data)
${whereTheyAre(origin, hallOrigins)}

模拟代表自动签到并投票；以主持人身份进入后由您主持。 Ctrl-C 结束。
Simulated deputies come in and vote; once you enter as presider, you lead. Ctrl-C ends it.
`);

await asked;
say('Stopping / 正在停止 …');
meeting.stop();
await stop();
await database.value.stop();
process.exit(0);
