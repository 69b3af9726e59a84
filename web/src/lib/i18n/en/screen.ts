import type { screen as zh } from '../zh/screen.ts';

export const screen: Record<keyof typeof zh, string> = {
  'screen.title': 'Projector',
};
