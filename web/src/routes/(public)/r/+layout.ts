import { language } from '#lib/i18n/index.ts';

export const load = () => language.need('public', 'tablet', 'officers');
