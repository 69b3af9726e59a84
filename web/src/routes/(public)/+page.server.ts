import { publicSide } from '#lib/public/side.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ platform }) => {
  const { health, results } = await publicSide(platform).front();
  return { health, results };
};
