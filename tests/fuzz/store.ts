import type { CastPicture, PageStore } from './page.ts';
import type { Model } from './model.ts';

/**
 * What a tablet keeps across reloads, and the place from which every change of a vote's picture is seen: the
 * page keeps each before it acts on it. V10 is checked here.
 */
export class TabletStore implements PageStore {
  readonly #model: Model;
  readonly #name: string;
  readonly #kept = new Map<string, string>();

  constructor(model: Model, name: string) {
    this.#model = model;
    this.#name = name;
  }

  get length(): number {
    return this.#kept.size;
  }
  key(index: number): string | null {
    return [...this.#kept.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  removeItem(key: string): void {
    const before = this.#picture(key);
    if (before?.name === 'sending' || before?.name === 'unknown') {
      this.#model.breaks('V10', `${this.#name} forgot a vote in doubt`, before);
    }
    this.#kept.delete(key);
  }
  setItem(key: string, value: string): void {
    const before = this.#picture(key);
    this.#kept.set(key, value);
    const after = this.#picture(key);
    if (after !== undefined) this.#follows(before, after);
  }

  /** Every vote that is kept here, with its round. */
  votes(): { roundId: string; picture: CastPicture }[] {
    return [...this.#kept.keys()].flatMap((key) => {
      const picture = this.#picture(key);
      const roundId = key.split('.').at(-2);
      return picture === undefined || roundId === undefined ? [] : [{ roundId, picture }];
    });
  }

  #picture(key: string): CastPicture | undefined {
    const text = this.#kept.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as CastPicture);
  }

  #follows(before: CastPicture | undefined, after: CastPicture): void {
    const inDoubt = before?.name === 'sending' || before?.name === 'unknown';
    const cast = after.castId === undefined ? undefined : this.#model.casts.get(after.castId);
    if (inDoubt && after.castId !== undefined && after.castId !== before.castId) {
      this.#breaks('a new cast id while the old one was in doubt', before, after);
    }
    if (before?.name === 'confirmed' && after.name !== 'confirmed') {
      this.#breaks('a confirmed vote became something else', before, after);
    }
    if (after.name === 'confirmed' && cast?.recorded !== true) {
      this.#breaks('confirmed, and no server said so', before, after);
    }
    if (after.name === 'confirmed' && after.marks !== undefined) {
      this.#breaks('marks are kept after the vote', before, after);
    }
    if (after.name === 'refused' && before?.name !== 'refused' && cast?.recorded === true) {
      this.#breaks('refused, and a server had recorded it', before, after);
    }
    this.#model.note(`tablet ${after.name}`);
  }

  #breaks(what: string, before: CastPicture | undefined, after: CastPicture): void {
    this.#model.breaks('V10', `${this.#name}: ${what}`, [before, after]);
  }
}
