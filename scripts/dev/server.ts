import { readConfig } from '../../server/config.ts';
import { realWorld } from '../../server/platform/clock.ts';
import { serve } from '../../server/serve.ts';
import { serveUntilAsked } from './child.ts';

// The server below `npm run dev`, which starts it anew whenever a file of it changes.
const config = readConfig(process.env);
if (!config.ok) throw new Error(config.error.join('\n'));
const say = (line: string): void => {
  console.log(line);
};
const server = await serve(config.value, realWorld, { demo: true, pages: false, say });
if (!server.ok) {
  console.error(server.error);
  process.exit(1);
}
const { setupLink, stop } = server.value;
await serveUntilAsked(setupLink === undefined ? {} : { setupLink });
await stop();
process.exit(0);
