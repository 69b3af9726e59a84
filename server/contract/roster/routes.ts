import { route } from '../common/route.ts';
import { z } from 'zod';
import {
  ROSTER_BYTES,
  RosterApplied,
  RosterImport,
  RosterPreview,
  WITH_ANSWERS_BYTES,
} from './schemas.ts';

/** SHA-256 of the file that was previewed. */
const Previewed = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export const preview = route({
  method: 'POST',
  path: '/people/roster/preview',
  says: 'What importing a file of people would do; nothing is changed.',
  may: 'people.import',
  body: { upload: ROSTER_BYTES },
  gives: RosterPreview,
  refuses: ['roster_invalid'],
});

export const apply = route({
  method: 'POST',
  path: '/people/roster',
  says: 'Imports the file that was previewed, alone or with the answers to its questions; all or nothing.',
  may: 'people.import',
  query: Previewed,
  body: { upload: WITH_ANSWERS_BYTES, form: RosterImport },
  gives: RosterApplied,
  refuses: ['roster_invalid', 'roster_unanswered', 'roster_changed', 'incompatible_roles'],
});

export const template = route({
  method: 'GET',
  path: '/people/roster/template',
  says: 'A table with the headings that an import knows.',
  may: 'people.import',
  gives: { download: 'text/csv; charset=utf-8' },
});
