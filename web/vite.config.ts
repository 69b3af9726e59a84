import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const server = process.env['GONGYI_SERVER'] ?? 'http://127.0.0.1:3000';
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [
    sveltekit({
      // One page for every address: the server answers with it and the browser finds its way.
      adapter: adapter({ pages: 'build', assets: 'build', fallback: 'index.html' }),
      // The one inline script that starts the app is allowed by its hash, in a <meta> tag.
      csp: { mode: 'hash', directives: { 'script-src': ['self'] } },
      // A hall may run for hours: pages ask for a new version only when someone navigates.
      version: { pollInterval: 0 },
    }),
  ],
  resolve: {
    alias: { $contract: at('../server/contract'), $domain: at('../server/domain') },
  },
  build: { reportCompressedSize: false },
  server: {
    // The contract and the pure rules lie beside the web app.
    fs: { allow: [at('..')] },
    proxy: { '/api': { target: server, ws: true } },
  },
});
