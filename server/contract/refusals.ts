import { z } from 'zod';
import type { Refusal } from './common/refusal.ts';
import { refusals as boxPublication } from './box-publication/refusals.ts';
import { refusals as common } from './common/refusals.ts';
import { refusals as counting } from './counting/refusals.ts';
import { refusals as floor } from './floor/refusals.ts';
import { refusals as following } from './following/refusals.ts';
import { refusals as meetings } from './meetings/refusals.ts';
import { refusals as paper } from './paper/refusals.ts';
import { refusals as people } from './people/refusals.ts';
import { refusals as roll } from './roll/refusals.ts';
import { refusals as room } from './room/refusals.ts';
import { refusals as roster } from './roster/refusals.ts';
import { refusals as rounds } from './rounds/refusals.ts';
import { refusals as screens } from './screens/refusals.ts';
import { refusals as setup } from './setup/refusals.ts';
import { refusals as signIn } from './sign-in/refusals.ts';

/**
 * Every expected refusal has one of these codes; a feature declares its own, each with its HTTP status and what comes
 * with it. Clients turn a code into a sentence in the user's language that says what happened, what is safe and what to
 * do; the detail holds the figures for it, and never a choice.
 */
export const REFUSALS = {
  ...common,
  ...signIn,
  ...setup,
  ...people,
  ...roster,
  ...roll,
  ...meetings,
  ...screens,
  ...rounds,
  ...floor,
  ...counting,
  ...following,
  ...boxPublication,
  ...paper,
  ...room,
};
export type RefusalCode = keyof typeof REFUSALS;
export const RefusalCode = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]);

/** What comes with a code; undefined where nothing does. */
export type DetailOf<C extends RefusalCode> =
  (typeof REFUSALS)[C] extends Refusal<infer D> ? D : never;

export const RefusalDetail = z.record(z.string(), z.unknown());

/** The body of every answer that isn't 2xx. */
export const RefusalBody = z.object({
  error: z.object({ code: RefusalCode, detail: RefusalDetail.optional() }),
});
export type RefusalBody = z.infer<typeof RefusalBody>;
