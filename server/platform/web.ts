import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { App } from './http.ts';
import { refuse } from './http.ts';

/**
 * Serves the built web app: hashed files for ever, the page itself never from a cache, every unknown path
 * that a browser navigates to with the page (the app routes by itself).
 */
export async function serveWeb(app: App, webDir: string): Promise<void> {
  const page = await readFile(join(webDir, 'index.html'), 'utf8');
  const policy = contentSecurityPolicy(page);
  await app.register(fastifyStatic, {
    root: webDir,
    index: false,
    // Compressed when the app was built, sent by what the browser takes: over plain http that is gzip.
    preCompressed: true,
    wildcard: false,
    setHeaders: (reply, path) => {
      const immutable = path.includes('/_app/immutable/');
      // Scripts, styles and pictures are no pages: what only pages obey would be half of a small file's weight.
      const document = /\.(html|svg)(\.gz|\.br)?$/.test(path);
      // The page can be asked for by its own name, and a picture opened as a document.
      if (document) reply.header('content-security-policy', policy);
      else for (const name of OF_PAGES) reply.removeHeader(name);
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const asksForPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !request.url.startsWith('/api/') &&
      !request.url.startsWith('/_app/');
    if (!asksForPage) return refuse(reply, { code: 'not_found' });
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page);
  });
}

/** Heads that only mean something on a page. */
const OF_PAGES = [
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'strict-transport-security',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

/** Nothing from anywhere but this server; the page's own inline start script by its hash. */
export function contentSecurityPolicy(page: string): string {
  const hashes = [...page.matchAll(/<script(?:\s[^>]*)?>([\s\S]*?)<\/script>/g)]
    .map(([, code]) => code ?? '')
    .filter((code) => code.trim() !== '')
    .map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
  return [
    "default-src 'self'",
    ["script-src 'self'", ...hashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
