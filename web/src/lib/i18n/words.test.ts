import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_PARTS, fetchPart, type Part } from './words.svelte.ts';

const WEB = resolve(import.meta.dirname, '../..');
const SERVER = resolve(WEB, '../../server');

/** The keys of each part in Chinese, by which the parts are told apart. */
async function partOfKey(): Promise<Map<string, Part>> {
  const owner = new Map<string, Part>();
  for (const part of ALL_PARTS) {
    for (const key of Object.keys(await fetchPart(part, 'zh'))) {
      expect(owner.get(key), `${key} stands in two parts`).toBeUndefined();
      owner.set(key, part);
    }
  }
  return owner;
}

/** What a module imports or passes on at run time: names by specifier, `null` where it takes the module whole. */
function importsOf(text: string): { from: string; names: string[] | null }[] {
  const statement =
    /(import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s+'([^']+)'|import\('([^']+)'\)/g;
  return [...text.matchAll(statement)].flatMap(([, verb, type, what = '', from, later]) => {
    if (type !== undefined) return [];
    const names = /\{([\s\S]*)\}/
      .exec(what)?.[1]
      ?.split(',')
      .map((name) => name.trim().split(/\s+as\s+/))
      .map((pair) => (verb === 'export' ? pair.at(-1) : pair[0]) ?? '')
      .filter((name) => name !== '' && !name.startsWith('type '));
    return [{ from: from ?? later ?? '', names: names ?? null }];
  });
}

function fileOf(from: string, importer: string): string | undefined {
  const path = from.startsWith('#lib/')
    ? join(WEB, 'lib', from.slice(5))
    : from.startsWith('$contract/')
      ? join(SERVER, 'contract', from.slice(10))
      : from.startsWith('$domain/')
        ? join(SERVER, 'domain', from.slice(8))
        : from.startsWith('.')
          ? resolve(dirname(importer), from)
          : undefined;
  return path !== undefined && existsSync(path) && statSync(path).isFile() ? path : undefined;
}

/** All modules that these pages bring with them; through an index only what is taken from it. */
function modulesOf(pages: string[]): Set<string> {
  const seen = new Set<string>();
  const asked = new Set<string>();
  const waiting = pages.map((file): { file: string; taken: string[] | null } => ({
    file,
    taken: null,
  }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { file } = next;
    const taken = file.endsWith('/index.ts') ? next.taken : null;
    const mark = `${file} ${taken?.join() ?? ''}`;
    if (asked.has(mark) || /\/i18n\/(zh|en)\//.test(file)) continue;
    asked.add(mark);
    seen.add(file);
    for (const { from, names } of importsOf(readFileSync(file, 'utf8'))) {
      const target = fileOf(from, file);
      if (target === undefined || !/\.(ts|svelte)$/.test(target)) continue;
      const passed =
        taken === null ? names : (names?.filter((name) => taken.includes(name)) ?? null);
      if (passed?.length !== 0) waiting.push({ file: target, taken: passed });
    }
  }
  return seen;
}

/** The keys that stand in a module, whole or by their beginning (`base.${…}`). */
function keysIn(file: string, all: readonly string[]): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/['"`]([a-z][\w.-]*)(\$\{)?/gi)].flatMap(([, start = '', open]) => {
    if (open === undefined) return all.includes(start) ? [start] : [];
    return start.includes('.') ? all.filter((key) => key.startsWith(start)) : [];
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const ROUTES = join(WEB, 'routes');
const own = readdirSync(ROUTES)
  .filter((name) => statSync(join(ROUTES, name)).isFile())
  .map((name) => join(ROUTES, name));
const folders = readdirSync(ROUTES).filter((name) => statSync(join(ROUTES, name)).isDirectory());

/** The parts that the layouts and pages of a folder load. */
function loadedBy(files: string[]): Set<string> {
  const calls = files
    .filter((file) => /\+(layout|page)\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/language\.need\(([^)]*)\)/g)]);
  return new Set(
    calls.flatMap(([, list = '']) => [...list.matchAll(/'(\w+)'/g)].map((m) => m[1] ?? '')),
  );
}

describe('parts of the catalogue', () => {
  it.each<[string, string[]]>([
    ['.', own],
    ...folders.map((name): [string, string[]] => [name, filesBelow(join(ROUTES, name))]),
  ])('the pages below %s load every word that they use', async (_folder, pages) => {
    const owner = await partOfKey();
    const all = [...owner.keys()];
    const loaded = new Set([...loadedBy(pages), 'common', 'errors']);
    const missing = [...modulesOf(pages.filter((file) => /\.(ts|svelte)$/.test(file)))].flatMap(
      (file) =>
        keysIn(file, all)
          .filter((key) => !loaded.has(owner.get(key) ?? ''))
          .map((key) => `${key} in ${relative(WEB, file)}`),
    );
    expect(missing).toEqual([]);
  });
});
