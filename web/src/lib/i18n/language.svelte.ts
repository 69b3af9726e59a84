/** The language this browser reads in. One for the whole page: it also stands in `<html lang>`. */
export type Language = 'zh' | 'en';
export const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** What `Intl` and `<html lang>` call the languages. */
export const LOCALE: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const KEY = 'gongyi.language';

function remembered(): Language {
  if (typeof localStorage === 'undefined') return 'zh';
  // Chinese first: English only for those who asked for it.
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
}

class LanguageChoice {
  #current = $state<Language>(remembered());

  get current(): Language {
    return this.#current;
  }

  set current(language: Language) {
    this.#current = language;
    localStorage.setItem(KEY, language);
    this.applyToPage();
  }

  get locale(): string {
    return LOCALE[this.#current];
  }

  /** Sets `<html lang>`, so that screen readers and line breaking know the language. */
  applyToPage(): void {
    document.documentElement.lang = this.locale;
  }
}

export const language = new LanguageChoice();
