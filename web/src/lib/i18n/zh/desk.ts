import { audit } from './desk/audit.ts';
import { frame } from './desk/frame.ts';
import { meetings } from './desk/meetings.ts';
import { people } from './desk/people.ts';
import { roll } from './desk/roll.ts';
import { rounds } from './desk/rounds.ts';

/** The office: one file a part. */
export const desk = { ...frame, ...people, ...meetings, ...roll, ...rounds, ...audit };
