import { language } from '#lib/i18n/index.ts';

export const load = () =>
  language.need('chair', 'account', 'tablet', 'officers', 'screen', 'public');
