import { zh } from '#lib/i18n/zh/index.ts';

const PREFIX = 'audit.event.';

/** Every event that has words here, in the catalogue's order. */
export const EVENTS: readonly string[] = Object.keys(zh)
  .filter((key) => key.startsWith(PREFIX))
  .map((key) => key.slice(PREFIX.length));
