export type Theme = 'light' | 'dark';

const KEY = 'gongyi.screen.theme';

/** The theme asked for in the address, else the one kept on this machine; light where nobody chose. */
export function screenTheme(asked: string | null): Theme {
  if (asked === 'light' || asked === 'dark') {
    localStorage.setItem(KEY, asked);
    return asked;
  }
  return localStorage.getItem(KEY) === 'dark' ? 'dark' : 'light';
}
