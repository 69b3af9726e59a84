import type { chair as zh } from '../zh/chair.ts';

export const chair: Record<keyof typeof zh, string> = {
  'chair.title': 'Chair',
};
