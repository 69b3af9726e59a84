import { language } from '#lib/i18n/index.ts';

export const load = () => language.need('desk', 'account', 'tablet', 'officers', 'public');
