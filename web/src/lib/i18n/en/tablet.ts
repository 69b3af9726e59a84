import type { tablet as zh } from '../zh/tablet.ts';

export const tablet: Record<keyof typeof zh, string> = {
  'tablet.textSize.letter': 'A',
};
