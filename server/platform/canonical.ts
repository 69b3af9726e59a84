import { createHash } from 'node:crypto';

/** A JSON value with object keys in order: jsonb doesn't keep the order in which they were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The one text of a JSON value, whatever order its keys came in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 of a JSON value's one text, in hexadecimal. */
export function sha256Of(value: unknown): string {
  return sha256OfText(canonicalJson(value));
}
