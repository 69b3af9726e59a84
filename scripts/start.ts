import { main } from '../server/main.ts';
import { buildWeb } from './build-web.ts';

// `npm start`: builds the web app when its sources changed, then runs the server.
const built = await buildWeb();
if (!built.ok) {
  console.error(`The web app could not be built / 网页构建失败:\n${built.error.output}`);
  process.exit(1);
}
await main();
