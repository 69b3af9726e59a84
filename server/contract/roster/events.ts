import { z } from 'zod';
import { Id } from '../common/id.ts';

export const events = {
  'roster.imported': z
    .strictObject({
      sha256: z.string(),
      added: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      leftOut: z.int().optional(),
    })
    .describe('A roster was imported; the hash is of the file.'),
  'roster.person_changed': z
    .strictObject({
      person: Id,
      name: z.strictObject({ from: z.string(), to: z.string() }).optional(),
      number: z.strictObject({ from: z.string().nullable(), to: z.string() }).optional(),
    })
    .describe(
      'A roster gave somebody another name, or a number they had none of, as was confirmed.',
    ),
};
