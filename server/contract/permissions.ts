import { permissions as assemblies } from './assemblies/permissions.ts';
import { permissions as audit } from './audit/permissions.ts';
import { permissions as boxPublication } from './box-publication/permissions.ts';
import { permissions as cards } from './cards/permissions.ts';
import { permissions as counting } from './counting/permissions.ts';
import { permissions as decisions } from './decisions/permissions.ts';
import { permissions as documents } from './documents/permissions.ts';
import { permissions as floor } from './floor/permissions.ts';
import { permissions as following } from './following/permissions.ts';
import { permissions as meetings } from './meetings/permissions.ts';
import { permissions as paper } from './paper/permissions.ts';
import { permissions as people } from './people/permissions.ts';
import { permissions as results } from './results/permissions.ts';
import { permissions as roll } from './roll/permissions.ts';
import { permissions as room } from './room/permissions.ts';
import { permissions as roster } from './roster/permissions.ts';
import { permissions as rounds } from './rounds/permissions.ts';
import { permissions as screens } from './screens/permissions.ts';
import { permissions as setup } from './setup/permissions.ts';

/**
 * Who may do what, of all features: asked at the top of every service method and on the socket (docs/roles.md is
 * generated from it; a test goes through every role × action).
 */
export const PERMISSIONS = {
  ...assemblies,
  ...people,
  ...roster,
  ...audit,
  ...setup,
  ...meetings,
  ...roll,
  ...cards,
  ...screens,
  ...rounds,
  ...floor,
  ...counting,
  ...following,
  ...boxPublication,
  ...decisions,
  ...paper,
  ...documents,
  ...room,
  ...results,
} as const;
export type Permission = keyof typeof PERMISSIONS;
