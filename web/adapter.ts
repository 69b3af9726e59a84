import { rmSync } from 'node:fs';
import type { Adapter } from '@sveltejs/kit';
import { PACKAGES } from './packages.ts';
import { publicSideOf } from './public-side.ts';

/** Routes that are rendered on the server; all others are one page that finds its way in the browser. */
const PUBLIC = /^\/\(public\)/;

/**
 * Writes the built app as the server takes it (`server/platform/web.ts`, `server/features/site`): `build/client`, files to
 * hand out, compressed beforehand, with the page for all seats; `build/server`, what renders the public pages. While pages
 * are changed, those are rendered from what the server at `server` answers.
 */
export function gongyi(server: string): Adapter {
  return {
    name: 'gongyi',
    emulate: () => ({ platform: () => ({ publicSide: publicSideOf(server) }) }),
    async adapt(builder) {
      rmSync('build', { recursive: true, force: true });
      builder.generateEnvModule();
      builder.copy(PACKAGES, 'build/packages.json');
      builder.writeClient('build/client');
      await builder.generateFallback('build/client/index.html');
      await builder.compress('build/client');
      builder.writeServer('build/server');
      builder.generateServerInstance('build/server/instance.js', {
        serverDirectory: 'build/server',
        routes: builder.routes.filter(({ id }) => PUBLIC.test(id)),
      });
    },
  };
}
