/**
 * The order in which people are listed: by number as people count (D2 before D10), those without one last, by the
 * strokes of their names (以姓氏笔画为序).
 */
const strokes = new Intl.Collator('zh-CN-u-co-stroke-kn');

/** Every run of figures with leading zeros, so that texts compare as the numbers in them do. */
function counted(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\d+/g, (digits) => digits.padStart(20, '0'));
}

export function inListOrder<T extends { number: string | null; name: string }>(
  people: readonly T[],
): T[] {
  return people
    .map((person) => ({ person, key: person.number === null ? null : counted(person.number) }))
    .sort((a, b) => {
      if (a.key !== b.key) {
        if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
        return a.key < b.key ? -1 : 1;
      }
      return strokes.compare(a.person.name, b.person.name);
    })
    .map(({ person }) => person);
}
