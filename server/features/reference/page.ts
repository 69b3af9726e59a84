import { isDownload, isUpload } from '../../platform/serve.ts';
import { operations, refusalsOf, whoMay } from './openapi.ts';

/** The interface as one page that reads without a script and without any other file. */
export function referencePage(): string {
  const byFeature = Map.groupBy(operations(), ({ feature }) => feature);
  const contents = [...byFeature.keys()].map((feature) => `<a href="#${feature}">${feature}</a>`);
  const features = [...byFeature].map(
    ([feature, routes]) => `<h2 id="${feature}">${feature}</h2>${routes.map(routeOf).join('')}`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gongyi 公议: HTTP interface</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style>
<h1>Gongyi 公议: HTTP interface</h1>
<p>JSON over HTTP, written from the routes that the server serves. With all shapes: <a href="openapi.json">openapi.json</a>.
Whoever is signed in sends the cookie of a seat and names the seat in the header <code>x-gongyi-seat</code>
(<code>?seat=</code> where a link opens a file); a write names the server’s own address as its <code>Origin</code>.</p>
<nav>${contents.join(' · ')}</nav>${features.join('')}</html>`;
}

function routeOf({ feature, name, spec }: ReturnType<typeof operations>[number]): string {
  const { body, gives } = spec;
  const takes =
    body === undefined
      ? undefined
      : isUpload(body)
        ? `a file of at most ${String(body.upload)} bytes`
        : 'JSON';
  const given = gives === null ? 'nothing (204)' : isDownload(gives) ? gives.download : 'JSON';
  const refusals = [...refusalsOf(spec)].map(
    ([status, codes]) =>
      `${String(status)} ${codes.map((code) => `<code>${code}</code>`).join(' ')}`,
  );
  const facts = [
    ['may', escaped(whoMay(spec))],
    ...(spec.query === undefined ? [] : [['query', Object.keys(spec.query.shape).join(', ')]]),
    ...(takes === undefined ? [] : [['takes', takes]]),
    ['gives', escaped(given)],
    ['refuses', refusals.join('<br>')],
  ];
  return `<section id="${feature}.${name}"><h3><code>${spec.method} /api${spec.path}</code></h3><p>${escaped(spec.says)}</p><dl>${facts
    .map(([term = '', fact = '']) => `<dt>${term}</dt><dd>${fact}</dd>`)
    .join('')}</dl></section>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}h3{margin-bottom:0}p{margin:.25rem 0 .5rem}
dl{display:grid;grid-template-columns:5rem 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
a{color:#0b57a4}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181b}dt{color:#aaa}a{color:#8ab8ff}}`;
