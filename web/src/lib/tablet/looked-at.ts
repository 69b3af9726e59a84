/** The part of a document that says whether anybody looks at it. */
type Page = Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'> & {
  readonly prerendering?: boolean;
};

/**
 * Does `run` once, when somebody looks at the page: a browser that makes a page ready beforehand, or a tab that was
 * opened behind another, uses nothing up. Gives back how to do without.
 */
export function whenLookedAt(page: Page, run: () => void): () => void {
  const events = ['visibilitychange', 'prerenderingchange'] as const;
  const stop = (): void => {
    for (const event of events) page.removeEventListener(event, look);
  };
  const look = (): void => {
    if (page.prerendering === true || page.visibilityState !== 'visible') return;
    stop();
    run();
  };
  for (const event of events) page.addEventListener(event, look);
  look();
  return stop;
}
