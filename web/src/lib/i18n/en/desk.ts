import type { desk as zh } from '../zh/desk.ts';

export const desk: Record<keyof typeof zh, string> = {
  'desk.title': 'Office',
};
