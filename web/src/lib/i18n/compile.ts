import { IntlMessageFormat } from 'intl-messageformat';

/** Values for the placeholders of a message. */
export type Values = Record<string, string | number | boolean | Date | null | undefined>;

/** A message of the catalogue: ICU syntax as it is written, or parsed when the app was built (`web/messages.ts`). */
export type Message = string | ReturnType<IntlMessageFormat['getAst']>;

const compiled = new Map<string, Map<Message, IntlMessageFormat>>();

/** Fills a message; each distinct one is made ready once. */
export function format(message: Message, locale: string, values: Values | undefined): string {
  // Plain text as it stands: that is most of the catalogue.
  if (typeof message === 'string' && !/[{'<]/.test(message)) return message;
  let ofLocale = compiled.get(locale);
  if (ofLocale === undefined) compiled.set(locale, (ofLocale = new Map()));
  let made = ofLocale.get(message);
  if (made === undefined) ofLocale.set(message, (made = new IntlMessageFormat(message, locale)));
  return String(made.format(values));
}
