import type { publicPages as zh } from '../zh/public.ts';

export const publicPages: Record<keyof typeof zh, string> = {
  'public.title': 'Gongyi',
};
