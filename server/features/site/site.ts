import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PublicSide } from '../../contract/results/public-side.ts';

/** What SvelteKit's build gives to render pages with: `build/server/instance.js` (web/adapter.ts). */
type Instance = {
  server: {
    init(options: { env: Record<string, string> }): Promise<void>;
    respond(
      request: Request,
      options: { getClientAddress: () => string; platform: { publicSide: PublicSide } },
    ): Promise<Response>;
  };
};

export type Page = { status: number; html: string };

/** Renders a page of the public side. One at a time: the pages' language is one for the whole program. */
export type Renderer = (url: URL) => Promise<Page>;

/** Loads the built pages that lie beside `webDir`; nothing else is given to them than what is published. */
export async function rendererOf(webDir: string, publicSide: PublicSide): Promise<Renderer> {
  const path = join(webDir, '..', 'server', 'instance.js');
  const { server } = (await import(pathToFileURL(path).href)) as Instance;
  await server.init({ env: {} });
  let before: Promise<unknown> = Promise.resolve();
  const render: Renderer = async (url) => {
    const response = await server.respond(new Request(url, { headers: { accept: 'text/html' } }), {
      // Nobody's page knows who reads it.
      getClientAddress: () => '0.0.0.0',
      platform: { publicSide },
    });
    return { status: response.status, html: await response.text() };
  };
  return (url) => {
    const rendered = before.then(() => render(url));
    before = rendered.catch(() => undefined);
    return rendered;
  };
}
