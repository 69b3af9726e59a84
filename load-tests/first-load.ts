/**
 * What a tablet fetches when its page is opened for the first time, as addresses: the page, the scripts that it names and
 * all that those import, and the tablet's own parts, which the app's table of routes names. Styles and words come with them.
 */
export async function firstLoad(origin: string): Promise<string[]> {
  const found = new Map<string, string>();
  const fetchText = async (path: string): Promise<string> => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const response = await fetch(`${origin}${path}`);
    if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
    const text = await response.text();
    found.set(path, text);
    return text;
  };
  /** A script with everything that it imports. */
  const follow = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    const text = await fetchText(path);
    const imports = [...text.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)];
    await Promise.all(
      imports.map(([, to = '']) => follow(new URL(to, `${origin}${path}`).pathname)),
    );
  };
  const page = await fetchText('/tablet');
  const entries = [...new Set(page.match(/\/_app\/immutable\/[^"'`\s)]+\.js/g) ?? [])];
  for (const entry of entries) await follow(entry);
  const app = [...found].find(([path]) => path.includes('/entry/app.'))?.[1] ?? '';
  const route = /"\/tablet":\[(\d+),\[([\d,]*)\]/.exec(app);
  const nodes = ['0', route?.[1] ?? '', ...(route?.[2] ?? '').split(',')].filter((n) => n !== '');
  for (const number of new Set(nodes)) {
    const [node = ''] = new RegExp(`nodes/${number}\\.[\\w-]+\\.js`).exec(app) ?? [];
    await follow(`/_app/immutable/${node}`);
  }
  const styles = [...found.values()].flatMap(
    (text) => text.match(/\/_app\/immutable\/assets\/(?:tablet|0)\.[\w-]+\.css/g) ?? [],
  );
  for (const style of new Set(styles)) await fetchText(style);
  return [...found.keys()];
}
