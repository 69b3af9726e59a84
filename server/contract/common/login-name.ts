import { z } from 'zod';

/** Scripts in which a login name may be written, one for a whole name: others have letters that look like these. */
const SCRIPTS = ['Han', 'Tibetan', 'Mongolian', 'Arabic', 'Yi', 'Hangul'].map(
  (script) => new RegExp(`^\\p{Script=${script}}+$`, 'u'),
);

/** A login name as it is compared: full-width letters are letters, capitals don't count. */
export function foldLoginName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** A login name that may be given: letters of one script, digits, and . _ - between them (@ before a suffix). */
export const LoginName = z
  .string()
  .max(120)
  .transform(foldLoginName)
  .pipe(
    z
      .string()
      .min(2)
      .max(60)
      .refine((name) => {
        if (/[^\p{L}\p{M}\d._@-]/u.test(name)) return false;
        const letters = name.replace(/[\d._@-]/g, '');
        // Latin letters are those of a keyboard: ı and ɑ look like i and a.
        return (
          letters === '' || /^[a-z]+$/.test(letters) || SCRIPTS.some((one) => one.test(letters))
        );
      }, 'login_name'),
  );

/** The login name as an assembly with a suffix gives it. */
export function withSuffix(name: string, suffix: string | null): string {
  return suffix === null || name.endsWith(suffix) ? name : `${name}${suffix}`;
}
