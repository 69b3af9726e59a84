import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { gongyi } from './adapter.ts';
import { leanZod } from './lean-zod.ts';
import { parsedMessages } from './messages.ts';
import { notesPackages } from './packages.ts';

const server = process.env['GONGYI_SERVER'] ?? 'http://127.0.0.1:3000';
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ command }) => ({
  plugins: [
    parsedMessages(),
    leanZod(),
    notesPackages(),
    sveltekit({
      adapter: gongyi(server),
      // Small styles stand in the page that the server renders: fewer requests.
      inlineStyleThreshold: 4096,
      // A page that is kept is given out under one address only, and its links are whole.
      paths: { relative: false },
      // The one inline script that starts the app is allowed by its hash, in a <meta> tag.
      csp: { mode: 'hash', directives: { 'script-src': ['self'] } },
      // A hall may run for hours: pages ask for a new version only when someone navigates.
      version: { pollInterval: 0 },
    }),
  ],
  resolve: {
    alias: {
      $contract: at('../server/contract'),
      $domain: at('../server/domain'),
      ...(command === 'build' && {
        '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
      }),
    },
  },
  // Components, which Node can't read as they are.
  ssr: { noExternal: ['@lucide/svelte'] },
  build: {
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every seat needs comes in a few files, not in sixty: each request costs the hall's Wi-Fi a turn and a head.
        codeSplitting: {
          groups: [
            {
              name: 'core',
              priority: 4,
              test: /node_modules\/(svelte|zod|devalue|intl-messageformat|@formatjs|clsx|esm-env)\//,
            },
            { name: 'tablet', priority: 2, test: /web\/src\/(routes|lib)\/tablet\// },
            ...['zh', 'en'].map((language) => ({
              name: `words-${language}`,
              priority: 3,
              test: new RegExp(
                `/i18n/${language}/(common|errors|entrance|tablet|officers|public|grades)\\.ts$`,
              ),
            })),
            {
              name: 'shared',
              priority: 1,
              test: /(web\/src\/lib\/(api|ballot|i18n|live|ui\/(bar|button|dialog|field|loading|notice|ring|switches))|server\/(contract|domain))\//,
              minShareCount: 6,
            },
          ],
        },
      },
    },
  },
  server: {
    // The contract and the pure rules lie beside the web app.
    fs: { allow: [at('..')] },
    proxy: { '/api': { target: server, ws: true } },
  },
}));
