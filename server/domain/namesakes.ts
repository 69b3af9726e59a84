import { nameKey } from './writtenName.ts';

/**
 * Those of one name with somebody of whom nobody but who asks can know whether they are the same: both numbers say it, a
 * missing one on either side doesn't.
 */
export function perhapsTheSame<P extends { readonly name: string; readonly number: string | null }>(
  { name, number }: { readonly name: string; readonly number: string | null },
  people: readonly P[],
): P[] {
  const key = nameKey(name);
  return people.filter(
    (other) => nameKey(other.name) === key && (number === null || other.number === null),
  );
}
