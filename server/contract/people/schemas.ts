import { z } from 'zod';
import { LoginName } from '../common/login-name.ts';
import { Role } from '../common/roles.ts';

export const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  phone: z.string().nullable(),
  active: z.boolean(),
  roles: z.array(Role),
  /** Login name when the person may sign in with a password. */
  loginName: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;
/** POST /api/people, PATCH /api/people/:id (every field optional there). */
export const PersonBody = z.strictObject({
  name: z.string().trim().min(1).max(60),
  number: z.string().trim().min(1).max(40).nullable().default(null),
  unit: z.string().trim().min(1).max(100).nullable().default(null),
  phone: z.string().trim().min(1).max(30).nullable().default(null),
  roles: z.array(Role).max(11).default([]),
  /** Whoever is of the same name, and has no number or isn't given one here, is somebody else: 409 `namesake` asks. */
  somebodyElse: z.boolean().default(false),
});
/** What is asked with 409 `namesake`: who is there of this name. */
export const Namesakes = z.object({
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      number: z.string().nullable(),
      unit: z.string().nullable(),
    }),
  ),
});
export const PersonPatch = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    number: z.string().trim().min(1).max(40).nullable(),
    unit: z.string().trim().min(1).max(100).nullable(),
    phone: z.string().trim().min(1).max(30).nullable(),
    active: z.boolean(),
    roles: z.array(Role).max(11),
  })
  .partial();
/** GET /api/people — all people of the assembly (a few thousand at most); the page filters and sorts. */
export const PeopleList = z.object({ people: z.array(Person) });
/**
 * PUT /api/people/:id/account — makes or changes the password sign-in; other sessions of it end, and whoever it is for
 * chooses a password of their own at the next sign-in. In every assembly but the first the login name gets the
 * assembly's suffix, so that whether a name is free tells nothing about another assembly.
 */
export const AccountBody = z.strictObject({
  loginName: LoginName,
  password: z.string().min(10).max(200),
});
