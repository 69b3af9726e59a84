import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileModule } from 'svelte/compiler';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runes without a browser: what is `$state` in a page is a plain field in a test. */
const runes = {
  name: 'runes',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!id.endsWith('.svelte.ts')) return undefined;
    const { js } = compileModule(stripTypeScriptTypes(code), { filename: id, generate: 'server' });
    return { code: js.code, map: js.map };
  },
};

export default defineConfig({
  plugins: [runes],
  // The names by which the web app imports what it shares with the server.
  resolve: { alias: { $contract: at('server/contract'), $domain: at('server/domain') } },
  test: {
    include: [
      'server/**/*.test.ts',
      'db/**/*.test.ts',
      'scripts/**/*.test.ts',
      'load-tests/**/*.test.ts',
      'tests/**/*.test.ts',
      'web/src/**/*.test.ts',
    ],
    // One PostgreSQL for the whole run; each suite clones a database of its own from a migrated template.
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make the browser and the database wait for each other.
    maxWorkers: 2,
    // Tests that run beside each other mostly wait (tests/faults).
    maxConcurrency: 50,
  },
});
