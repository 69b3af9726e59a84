import { words } from '#lib/i18n/index.ts';

const PREFIX = 'audit.event.';

/** Every event that has words here, in the catalogue’s order. */
export function knownEvents(): string[] {
  return words
    .keys()
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}
