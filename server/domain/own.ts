/**
 * A record's own value for a key. Item and class ids are whatever people wrote, `constructor` too,
 * and a plain lookup would find what every object inherits.
 */
export function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
