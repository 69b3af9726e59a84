/** What a browser says it is, in two words people know: its name and its system. Empty when it says nothing known. */
export function deviceName(device: string): string {
  const browser = BROWSERS.find(([, sign]) => sign.test(device))?.[0];
  const system = SYSTEMS.find(([, sign]) => sign.test(device))?.[0];
  return [browser, system].filter((word) => word !== undefined).join(' · ');
}

// The first that fits: most say that they are others too.
const BROWSERS: readonly [string, RegExp][] = [
  ['WeChat', /MicroMessenger/],
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['QQ', /QQBrowser/],
  ['360', /360SE|360EE|QihooBrowser/],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
];
const SYSTEMS: readonly [string, RegExp][] = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
];
