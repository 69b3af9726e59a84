import type { z } from 'zod';
import { events as assemblies } from './assemblies/events.ts';
import { events as boxPublication } from './box-publication/events.ts';
import { events as cards } from './cards/events.ts';
import { events as counting } from './counting/events.ts';
import { events as decisions } from './decisions/events.ts';
import { events as documents } from './documents/events.ts';
import { events as floor } from './floor/events.ts';
import { events as following } from './following/events.ts';
import { events as meetings } from './meetings/events.ts';
import { events as paper } from './paper/events.ts';
import { events as people } from './people/events.ts';
import { events as roll } from './roll/events.ts';
import { events as roster } from './roster/events.ts';
import { events as rounds } from './rounds/events.ts';
import { events as screens } from './screens/events.ts';
import { events as signIn } from './sign-in/events.ts';

/**
 * Every event the audit log knows, of all features, with the shape of its detail. A strict object each: what isn't named
 * can't be written, and no event has room for a choice. docs/audit.md is generated from this (`npm run docs`).
 */
export const AUDIT_EVENTS = {
  ...assemblies,
  ...signIn,
  ...people,
  ...roster,
  ...meetings,
  ...roll,
  ...cards,
  ...screens,
  ...rounds,
  ...floor,
  ...counting,
  ...following,
  ...decisions,
  ...paper,
  ...documents,
  ...boxPublication,
};

export type AuditEvent = keyof typeof AUDIT_EVENTS;
export type AuditDetail<E extends AuditEvent> = z.infer<(typeof AUDIT_EVENTS)[E]>;
