/** How bright the presider's laptop is; dark for a hall with the lights down. Kept on the device. */
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'gongyi.chair.theme';

class ThemeChoice {
  #current = $state<Theme>(THEMES.find((each) => each === localStorage.getItem(KEY)) ?? 'light');

  get current(): Theme {
    return this.#current;
  }

  set current(theme: Theme) {
    this.#current = theme;
    localStorage.setItem(KEY, theme);
  }

  /** Applies to the whole page as long as the chair is on it. */
  applyToPage(): () => void {
    document.documentElement.dataset['theme'] = this.#current;
    return () => delete document.documentElement.dataset['theme'];
  }
}

export const theme = new ThemeChoice();
