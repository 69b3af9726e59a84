import { words, type Language, type Part } from './words.svelte.ts';

export type { Language };
export const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** What `Intl` and `<html lang>` call the languages. */
export const LOCALE: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

/** The language that an address asks for; Chinese where it asks for none. */
export function languageOf(asked: string | null): Language {
  return LANGUAGES.find((language) => language === asked) ?? 'zh';
}

const KEY = 'gongyi.language';

function remembered(): Language {
  if (typeof window === 'undefined') return 'zh';
  // Chinese first: English only for those who asked for it.
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
}

/** The language this browser reads in. One for the whole page: it also stands in `<html lang>`. */
class LanguageChoice {
  #current = $state<Language>(remembered());

  get current(): Language {
    return this.#current;
  }

  get locale(): string {
    return LOCALE[this.#current];
  }

  /** Fetches the words that a part of the site needs; `load` of a layout waits for it. */
  async need(...parts: Part[]): Promise<void> {
    await words.load(this.#current, parts);
  }

  /**
   * Speaks a language from here on, with the words that are needed: for a page that the server renders. The server renders one
   * at a time.
   */
  async speak(language: Language, ...parts: Part[]): Promise<void> {
    if (language !== this.#current) {
      const change = await words.inLanguage(language);
      change();
      this.#current = language;
    }
    await words.load(language, parts);
  }

  /** Changes the language as soon as its words are there; without a network the page stays as it is and it rejects. */
  async choose(language: Language): Promise<void> {
    const change = await words.inLanguage(language);
    change();
    this.#current = language;
    localStorage.setItem(KEY, language);
    this.applyToPage();
  }

  /** Sets `<html lang>`, so that screen readers and line breaking know the language. */
  applyToPage(): void {
    document.documentElement.lang = this.locale;
  }
}

export const language = new LanguageChoice();
