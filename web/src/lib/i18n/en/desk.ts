import type { desk as zh } from '../zh/desk.ts';
import { audit } from './desk/audit.ts';
import { frame } from './desk/frame.ts';
import { meetings } from './desk/meetings.ts';
import { people } from './desk/people.ts';
import { roll } from './desk/roll.ts';
import { rounds } from './desk/rounds.ts';

export const desk: Record<keyof typeof zh, string> = {
  ...frame,
  ...people,
  ...meetings,
  ...roll,
  ...rounds,
  ...audit,
};
