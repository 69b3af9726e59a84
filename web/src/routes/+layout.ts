import { language } from '#lib/i18n/index.ts';

// A single-page app: there is no server rendering, the server only hands out files and data.
export const ssr = false;
export const prerender = false;

export const load = () => language.need('common', 'errors');
