/**
 * `npm run ground`: what a feature costs on today's tree, each figure with how it was counted, so that the next feature can be
 * held against it (docs/adding-a-feature.md). Tests are left out everywhere.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './programs.ts';

type Row = { what: string; figure: string; counted: string };
type File = { path: string; text: string };

const files: File[] = globSync('{server,web/src,db,scripts}/**/*.{ts,svelte,sql,css}', {
  cwd: ROOT,
})
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/\.test(-support)?\.ts$/.test(path) && path !== 'scripts/ground.ts')
  .toSorted()
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

const below = (path: RegExp): File[] => files.filter((file) => path.test(file.path));
const lines = (of: readonly File[]): number =>
  of.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
const naming = (word: RegExp, of: readonly File[]): File[] =>
  of.filter(({ text }) => word.test(text));
const matches = (what: RegExp, of: readonly File[]): string[] =>
  of.flatMap(({ text }) => [...text.matchAll(what)].map(([whole, group]) => group ?? whole));

/** Every file of a feature: its folders in contract, server, pages and words. */
const ownFiles = (feature: string): File[] =>
  below(new RegExp(`/${feature}(/|\\.ts$|\\.svelte\\.ts$)`)).filter(
    ({ path }) => !path.startsWith('db/'),
  );

/** Lines in which a word of the code stands, comments apart. */
function places(word: RegExp, of: readonly File[]): string {
  const found = of.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => word.test(line) && !/^\s*(\/\/|\/?\*|--|<!--)/.test(line))
      .map(() => path),
  );
  return `${String(found.length)} in ${String(new Set(found).size)} files`;
}

/** Features of different people; a file that names most of them is a list of features. */
const SOME = ['cards?', 'screens?', '(people|person)', 'decisions?'].map(
  (name) => new RegExp(`['"\`/]${name}['"\`./]|\\b${name}Feature\\b`),
);
const OF_A_FEATURE =
  /^server\/(features|contract)\/[^/]+\/|^web\/src\/(routes|features|seats)\/|^web\/src\/lib\/(desk|tablet|chair|screen|officers|ballot|public)\//;

/** What a new feature has to add itself to, by hand or by a script. (A list of codes that names no feature isn't seen.) */
function centralFiles(): string[] {
  const documents = globSync(
    ['server/features/README.md', 'docs/*.md', '.dependency-cruiser.cjs'],
    {
      cwd: ROOT,
    },
  ).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  return [...below(/^(server|web\/src)\//), ...documents]
    .filter(({ path }) => !OF_A_FEATURE.test(path))
    .filter(({ text }) => SOME.filter((name) => name.test(text)).length >= 3)
    .map(({ path }) => path);
}

const web = below(/^web\/src\//);
const server = below(/^(server|db|scripts)\//);
const styles = (of: readonly File[]): string[] => matches(/<style[^>]*>\n([\s\S]*?)<\/style>/g, of);
/** The projector, its small picture beside the presider, and the printed card, which is measured in millimetres. */
const OTHER_SIZES =
  /^web\/src\/(routes|lib|features\/[^/]+)\/screen\/|\/RoomPicture\.svelte$|\/cards\/Label\.svelte$/;
const aside = web.filter(({ path }) => !OTHER_SIZES.test(path));
const distinct = (property: string): number =>
  new Set(
    [
      ...styles(aside),
      ...aside.filter(({ path }) => path.endsWith('.css')).map(({ text }) => text),
    ].flatMap((css) =>
      [...css.matchAll(new RegExp(`(?:^|[\\s;{])${property}:\\s*([^;}]+)`, 'g'))].map(([, value]) =>
        (value ?? '').replace(/\s+/g, ' ').trim(),
      ),
    ),
  ).size;

const Structure = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const { forbidden } = Structure.parse(
  createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')),
);
const READS = /^export class (Remote|Counting|Watched|Polled|Readings|Pages|Kept)\b/gm;
const reads = matches(READS, web);
const PHONE = /\bphone\b/;
const isImport = /roster|imports?\//;

const people = ownFiles('people').filter(
  ({ path }) => !/import|erase|Activity|Account|account/.test(path),
);
const assemblies = ownFiles('assemblies');
const central = centralFiles();

const rows: Row[] = [
  {
    what: 'list + create + edit of people',
    figure: `${String(lines(people))} lines`,
    counted: `${String(people.length)} files called or below people/, without import, accounts, erasing`,
  },
  {
    what: 'list + create of assemblies',
    figure: `${String(lines(assemblies))} lines`,
    counted: `${String(assemblies.length)} files called or below assemblies/`,
  },
  {
    what: 'central files a feature edits',
    figure: String(central.length),
    counted: `files of no feature that name three of cards, screens, people, decisions: ${central.join(', ')}`,
  },
  {
    what: 'one nullable text field',
    figure: places(
      PHONE,
      files.filter(({ path }) => !isImport.test(path)),
    ),
    counted: 'lines of code that say phone, the import apart',
  },
  {
    what: 'the same, importable',
    figure: places(PHONE, files),
    counted: 'the same, with the import',
  },
  {
    what: 'one setting of a round',
    figure: [server, web]
      .map((of) => String(naming(/boxPublication|box_publication/, of).length))
      .join(' + '),
    counted: 'files that name boxPublication or box_publication: server, db and scripts + web',
  },
  {
    what: "path strings in pages' calls",
    figure: String(
      matches(
        /['"`]\/api\//g,
        web.filter(({ path }) => !path.startsWith('web/src/lib/api/')),
      ).length,
    ),
    counted: 'strings that begin with /api/ in web/src, lib/api apart',
  },
  {
    what: 'ways to read what goes stale',
    figure: `${String(reads.length)}: ${reads.join(', ')}`,
    counted: 'classes exported from web/src whose name is one of READS',
  },
  {
    what: '<style> lines of the web',
    figure: String(styles(web).reduce((sum, css) => sum + css.split('\n').length - 1, 0)),
    counted: 'lines between <style> and </style>, the projector with them',
  },
  {
    what: 'gaps / type sizes / paddings',
    figure: ['gap', 'font-size', 'padding'].map((one) => String(distinct(one))).join(' / '),
    counted:
      'different values of the property in styles and .css, projector and printed card apart',
  },
  {
    what: 'exceptions to "features apart"',
    figure: String(forbidden.filter(({ name }) => name.startsWith('features-keep-apart-')).length),
    counted: 'rules features-keep-apart-* in .dependency-cruiser.cjs, made from BORROWED',
  },
];

for (const { what, figure, counted } of rows) {
  console.log(`${what.padEnd(32)} ${figure}\n${' '.repeat(33)}${counted}`);
}
