import type { PublicSide } from '$contract/results/public-side.ts';

/** What the server handed over to render a page from. */
export function publicSide(platform: Readonly<App.Platform> | undefined): PublicSide {
  if (platform === undefined) throw new Error('public pages are rendered inside the server');
  return platform.publicSide;
}
