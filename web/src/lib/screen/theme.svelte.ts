import type { ScreenTheme } from '$contract/room/schemas.ts';

const KEY = 'gongyi.screen.theme';

/**
 * How this projector looks: as the chair and the desk have set it for the meeting. The machine remembers, so that a
 * page that is loaded again in the dark doesn't flash.
 */
class ThemeInRoom {
  #current = $state<ScreenTheme>(localStorage.getItem(KEY) === 'dark' ? 'dark' : 'light');

  get current(): ScreenTheme {
    return this.#current;
  }

  follow(theme: ScreenTheme): void {
    if (theme === this.#current) return;
    this.#current = theme;
    localStorage.setItem(KEY, theme);
  }
}

export const themeInRoom = new ThemeInRoom();

/** What the address asks for, for a projector that is to look otherwise than the meeting's others. */
export function themeAsked(asked: string | null): ScreenTheme | null {
  return asked === 'light' || asked === 'dark' ? asked : null;
}
