import { language, languageOf } from '#lib/i18n/index.ts';

// Rendered on the server and without a script: WeChat's browser, phones of any age and search engines read them.
export const ssr = true;
export const csr = false;

export const load = ({ url }) =>
  language.speak(
    languageOf(url.searchParams.get('lang')),
    'common',
    'errors',
    'public',
    'tablet',
    'officers',
  );
