import type { App } from '../../server/platform/http.ts';

/** Every route of the app as `METHOD /path` below /api, read from the router itself. */
export function routesOf(app: App): string[] {
  const routes: string[] = [];
  const path: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const found = /^(?<tree>[│├└─ ]*)(?<part>\/?\S*) \((?<methods>[A-Z, ]+)\)$/.exec(line)?.groups;
    if (found === undefined) continue;
    // Each level of the tree is drawn four characters wide.
    const depth = (found['tree'] ?? '').length / 4 - 1;
    path.length = depth;
    path.push(found['part'] ?? '');
    for (const method of (found['methods'] ?? '').split(', ')) {
      if (method === 'HEAD') continue;
      routes.push(`${method} ${path.join('').replace(/^\/api/, '')}`);
    }
  }
  return routes.sort();
}
