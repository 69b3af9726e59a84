import { format, type Values } from '../../../web/src/lib/i18n/compile.ts';
import { en } from '../../../web/src/lib/i18n/en/index.ts';
import { zh, type MessageKey } from '../../../web/src/lib/i18n/zh/index.ts';

/** The sentence a Chinese reader sees for a key: tests look for what the pages say, whatever the wording. */
export function say(key: MessageKey, values?: Values): string {
  return format(zh[key], 'zh-CN', values);
}

/** The same for an English reader. */
export function sayInEnglish(key: MessageKey, values?: Values): string {
  return format(en[key], 'en-GB', values);
}
