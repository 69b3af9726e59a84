/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/** What a projector has shown since its page was opened. */
export type Shown = {
  /** Every turnout, one after the other. */
  turnout: number[];
  /** Every text of the whole page. */
  texts: string[];
  /** Every figure of each item, by its title. */
  figures: Record<string, number[]>;
};

/** Has the page of a projector write down all that it shows. Call it before the page is opened. */
export function watch(projector: Page): Promise<unknown> {
  return projector.addInitScript(() => {
    const shown: Shown = { turnout: [], texts: [], figures: {} };
    Object.assign(window, { shown });
    const note = <T>(list: T[], value: T): void => {
      if (list.at(-1) !== value) list.push(value);
    };
    const numberIn = (element: Element | null, pattern: RegExp): number | undefined => {
      const found = pattern.exec(element?.getAttribute('aria-label') ?? '')?.[1];
      return found === undefined ? undefined : Number(found);
    };
    const look = (): void => {
      note(shown.texts, document.body.textContent);
      const papers = numberIn(document.querySelector('[role=img]'), /(\d+) \/ \d+$/);
      if (papers !== undefined) note(shown.turnout, papers);
      for (const row of document.querySelectorAll('[data-fit-row]')) {
        const title = row.querySelector('.title')?.lastChild?.textContent?.trim() ?? '';
        const votes = numberIn(row.querySelector('.figure.for'), /(\d+)$/);
        if (votes !== undefined) note((shown.figures[title] ??= []), votes);
      }
    };
    document.addEventListener('DOMContentLoaded', () => {
      const changes = { childList: true, subtree: true, characterData: true, attributes: true };
      new MutationObserver(look).observe(document.body, changes);
    });
  });
}

/** What it wrote down. */
export function shownOn(projector: Page): Promise<Shown> {
  return projector.evaluate(() => (window as unknown as { shown: Shown }).shown);
}

/** The items as they stand on the screen: words, votes for, elected or not, and the place. */
export function rowsOn(projector: Page) {
  // What is carried over from an earlier round stands in rows of its own.
  return projector.locator('[data-fit-row]:has(.title)').evaluateAll((rows) =>
    rows.map((row) => {
      const { x, y, width, height } = row.getBoundingClientRect();
      const label = row.querySelector('.figure.for')?.getAttribute('aria-label');
      return {
        title: row.querySelector('.title')?.lastChild?.textContent?.trim() ?? '',
        votes: Number(/(\d+)$/.exec(label ?? '')?.[1]),
        elected: row.classList.contains('elected'),
        place: [x, y, width, height].map(Math.round).join(' '),
      };
    }),
  );
}
