import { beijingFormat } from './beijing.ts';
import { format, type Values } from './compile.ts';
import { language } from './language.svelte.ts';
import { words } from './words.svelte.ts';
import type { MessageKey } from './zh/index.ts';

export { beijingDay, beijingFormat, fromBeijingInput, toBeijingInput } from './beijing.ts';
export { language, languageOf, LANGUAGES, LOCALE, type Language } from './language.svelte.ts';
export { words } from './words.svelte.ts';
export type { MessageKey } from './zh/index.ts';

/** The sentence for a key in the reader's language. Read inside markup or `$derived` it follows the switch. */
export function t(key: MessageKey, values?: Values): string {
  return format(words.of(key), language.locale, values);
}

/** A whole number as the reader's language groups it. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language.locale).format(value);
}

/** Date and time of day, to the minute, e.g. 2026年3月5日 09:30. `iso` is ISO 8601. */
export function formatDateTime(iso: string): string {
  return beijingFormat(language.locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(iso));
}

/** The date alone, e.g. 2026年3月5日. */
export function formatDate(iso: string): string {
  return beijingFormat(language.locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(new Date(iso));
}

/** The time of day alone, e.g. 09:30. */
export function formatTime(iso: string): string {
  return beijingFormat(language.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(iso));
}
