import type { Values } from '../i18n/compile.ts';
import type { MessageKey } from '../i18n/zh/index.ts';

/** Fills a message of the catalogue: `t` on the page, a fixed language in tests. */
export type Say = (key: MessageKey, values?: Values) => string;
