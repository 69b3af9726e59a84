import type { Message } from './compile.ts';
import type { en } from './en/index.ts';
import type { MessageKey } from './zh/index.ts';

/** The languages there are; Chinese first. */
export type Language = 'zh' | 'en';
/** Messages of one language; `en` is held to the keys of `zh`. */
export type Words = Partial<Record<MessageKey & keyof typeof en, Message>>;

/**
 * The parts of the catalogue, each fetched for itself and in one language: a phone on the hall's Wi-Fi doesn't wait for
 * the office's words, nor for a language that nobody reads.
 */
const PARTS = {
  common: {
    zh: async () => (await import('./zh/common.ts')).common,
    en: async () => (await import('./en/common.ts')).common,
  },
  errors: {
    zh: async () => (await import('./zh/errors.ts')).errors,
    en: async () => (await import('./en/errors.ts')).errors,
  },
  entrance: {
    zh: async () => (await import('./zh/entrance.ts')).entrance,
    en: async () => (await import('./en/entrance.ts')).entrance,
  },
  account: {
    zh: async () => (await import('./zh/account.ts')).account,
    en: async () => (await import('./en/account.ts')).account,
  },
  tablet: {
    zh: async () => (await import('./zh/tablet.ts')).tablet,
    en: async () => (await import('./en/tablet.ts')).tablet,
  },
  officers: {
    zh: async () => (await import('./zh/officers.ts')).officers,
    en: async () => (await import('./en/officers.ts')).officers,
  },
  screen: {
    zh: async () => (await import('./zh/screen.ts')).screen,
    en: async () => (await import('./en/screen.ts')).screen,
  },
  chair: {
    zh: async () => (await import('./zh/chair.ts')).chair,
    en: async () => (await import('./en/chair.ts')).chair,
  },
  desk: {
    zh: async () => (await import('./zh/desk.ts')).desk,
    en: async () => (await import('./en/desk.ts')).desk,
  },
  public: {
    zh: async () => (await import('./zh/public.ts')).publicPages,
    en: async () => (await import('./en/public.ts')).publicPages,
  },
} satisfies Record<string, Record<Language, () => Promise<Words>>>;
export type Part = keyof typeof PARTS;

/** The words of the parts that the pages have asked for, in the reader's language. */
class WordsInUse {
  readonly #parts = new Set<Part>();
  #texts = $state.raw<Words>({});

  /** The message of a key; the key itself where its part wasn't loaded (`words.test.ts` holds that none is missing). */
  of(key: MessageKey): Message {
    return this.#texts[key] ?? key;
  }

  has(key: string): key is MessageKey {
    return Object.hasOwn(this.#texts, key);
  }

  keys(): string[] {
    return Object.keys(this.#texts);
  }

  /** Fetches parts of the catalogue, beside those that are there. Pages wait for it before they are shown. */
  async load(language: Language, parts: readonly Part[]): Promise<void> {
    const missing = parts.filter((part) => !this.#parts.has(part));
    const texts = await fetched(language, missing);
    for (const part of missing) this.#parts.add(part);
    this.#texts = { ...this.#texts, ...texts };
  }

  /** Fetches what is in use in another language; the change is the caller's to make when it is there. */
  async inLanguage(language: Language): Promise<() => void> {
    const texts = await fetched(language, [...this.#parts]);
    return () => {
      this.#texts = texts;
    };
  }
}

/** One part in one language. */
export async function fetchPart(part: Part, language: Language): Promise<Words> {
  return PARTS[part][language]();
}

async function fetched(language: Language, parts: readonly Part[]): Promise<Words> {
  const texts = await Promise.all(parts.map((part) => fetchPart(part, language)));
  return Object.assign({}, ...texts) as Words;
}

export const words = new WordsInUse();
export const ALL_PARTS = Object.keys(PARTS) as readonly Part[];
