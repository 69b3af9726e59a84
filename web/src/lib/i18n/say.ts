import type { Values } from './compile.ts';
import type { MessageKey } from './zh/index.ts';

/** Fills a message of the catalogue: `t` on the page, a fixed language in tests. */
export type Say = (key: MessageKey, values?: Values) => string;
