import type { Handle } from '@sveltejs/kit/hooks';
import { LOCALE, languageOf } from '#lib/i18n/index.ts';

/** The language that a rendered page is in stands in the page, for screen readers and search engines. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace(
        '<html lang="zh-CN">',
        `<html lang="${LOCALE[languageOf(event.url.searchParams.get('lang'))]}">`,
      ),
  });
