import { pathToFileURL } from 'node:url';
import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

const CATALOGUE = /\/src\/lib\/i18n\/(?:zh|en)\/.*\.ts$/;

/**
 * Parses the messages of the catalogues when the app is built, so that browsers get neither the parser nor its work. What is
 * plain text stays a string; `compile.ts` knows the two apart.
 */
export function parsedMessages(): Plugin {
  return {
    name: 'parsed-messages',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!CATALOGUE.test(id)) return undefined;
      const catalogues = (await import(pathToFileURL(id).href)) as Record<
        string,
        Record<string, string>
      >;
      return Object.entries(catalogues)
        .map(([name, texts]) => `export const ${name} = ${JSON.stringify(parsed(texts))};`)
        .join('\n');
    },
  };
}

function parsed(texts: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, /[{'<]/.test(text) ? parse(text) : text]),
  );
}
