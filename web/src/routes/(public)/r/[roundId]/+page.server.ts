import { error } from '@sveltejs/kit';
import { t } from '#lib/i18n/index.ts';
import { publicSide } from '#lib/public/side.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ platform, params, url }) => {
  const result = await publicSide(platform).result(params.roundId);
  if (result === null) error(404, t('public.missing'));
  if (result === 'differs') error(409, t('error.result_differs.happened'));
  return { result, link: `${url.origin}${url.pathname}` };
};
