import { publicSide } from '#lib/public/side.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ platform }) => {
  return publicSide(platform).front();
};
