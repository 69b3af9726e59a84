import { IntlMessageFormat } from 'intl-messageformat';

/** Values for the placeholders of a message. */
export type Values = Record<string, string | number | boolean | Date | null | undefined>;

const compiled = new Map<string, IntlMessageFormat>();

/** Fills an ICU message; each distinct message is parsed once. */
export function format(message: string, locale: string, values: Values | undefined): string {
  const key = `${locale}\n${message}`;
  let made = compiled.get(key);
  if (made === undefined) {
    made = new IntlMessageFormat(message, locale);
    compiled.set(key, made);
  }
  return String(made.format(values));
}
