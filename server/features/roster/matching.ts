import type { RosterQuestion } from '../../contract/roster/schemas.ts';
import { numberKey } from '../../domain/numberKey.ts';
import { perhapsTheSame } from '../../domain/namesakes.ts';
import { nameKey } from '../../domain/writtenName.ts';
import type { FileRow } from './file.ts';
import type { Known } from './plan.ts';

/** Who a row is: somebody who is there, somebody new, or what has to be asked first. */
export type Match =
  { known: Known; question?: RosterQuestion } | { known?: undefined; question?: RosterQuestion };

/** The people who are there, found by number and by name in their normal form. */
export class Directory {
  readonly #numbers = new Map<string, Known>();
  readonly #names = new Map<string, Known[]>();

  constructor(people: readonly Known[]) {
    for (const person of people) {
      const key = nameKey(person.name);
      this.#names.set(key, [...(this.#names.get(key) ?? []), person]);
      if (person.number === null) continue;
      // Of two with one key, which older data may hold, each is found by its own spelling first.
      if (!this.#numbers.has(numberKey(person.number))) {
        this.#numbers.set(numberKey(person.number), person);
      }
      this.#numbers.set(`=${person.number}`, person);
    }
  }

  withNumber(number: string): Known | undefined {
    return this.#numbers.get(`=${number}`) ?? this.#numbers.get(numberKey(number));
  }

  named(name: string): readonly Known[] {
    return this.#names.get(nameKey(name)) ?? [];
  }

  /**
   * Somebody is known by number. Without one on either side a name is enough; where one side has a number and the
   * other none, nobody can know but who asks.
   */
  match(row: FileRow): Match {
    const namesakes = this.named(row.name);
    if (row.number !== null) {
      const known = this.withNumber(row.number);
      if (known !== undefined) {
        if (nameKey(known.name) === nameKey(row.name)) return { known };
        return { known, question: { kind: 'renamed', from: known.name } };
      }
      const numberless = perhapsTheSame(row, namesakes);
      return numberless.length > 0 ? { question: asked(numberless) } : newcomer(row);
    }
    if (namesakes.length === 0) return newcomer(row);
    const [only] = namesakes;
    if (namesakes.length === 1 && only !== undefined && only.number === null)
      return { known: only };
    const same = this.twins(row);
    return same.length === 1 && same[0] !== undefined
      ? { known: same[0] }
      : { question: asked(namesakes) };
  }

  /** People without a number of whom everything that a row says is known already. */
  twins(row: FileRow): readonly Known[] {
    return this.named(row.name).filter(
      ({ number, unit, phone }) => number === null && unit === row.unit && phone === row.phone,
    );
  }
}

function newcomer(row: FileRow): Match {
  return /\d/.test(row.name.normalize('NFKC')) ? { question: { kind: 'odd_name' } } : {};
}

function asked(people: readonly Known[]): RosterQuestion {
  return {
    kind: 'namesake',
    people: people.map(({ id, name, number, unit }) => ({ id, name, number, unit })),
  };
}
