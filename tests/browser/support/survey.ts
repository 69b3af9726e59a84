/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/** A piece of text as it stands on the page, in CSS pixels. */
export type TextSeen = {
  text: string;
  /** Computed font size. */
  size: number;
  /** Part of it lies outside the window. */
  outside: boolean;
  /** Part of it lies to the left or right of the window. */
  beside: boolean;
  /** Part of it is cut off by a box around it: which. */
  cutBy: string | null;
  /** Where it stands: the heart of its letters, without the air of the line. */
  boxes: { left: number; top: number; right: number; bottom: number }[];
};

/** Something to press, fill in or follow. */
export type ControlSeen = { tag: string; name: string; width: number; height: number };

/** Everything the checks of a page's looks and accessibility need, gathered in one go. */
export type Survey = {
  address: string;
  lang: string;
  title: string;
  /** What the first-level headings say. */
  headings: string[];
  texts: TextSeen[];
  /** What is said only to screen readers or on hovering: labels, titles, placeholders. */
  asides: string[];
  controls: ControlSeen[];
  /** Pixels by which the page can be scrolled. */
  scroll: { x: number; y: number };
  /** How the mouse's pointer looks in the middle of the page. */
  cursor: string;
};

/** Looks the page over as it stands now. */
export function survey(page: Page): Promise<Survey> {
  return page.evaluate(lookOver);
}

/** Runs in the page, so it knows nothing of this file. */
function lookOver(): Survey {
  const CONTROLS = 'button, a[href], input:not([type=hidden]), select, textarea, summary';
  const seen = (element: Element): boolean => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    // What only screen readers get is a dot in a corner.
    for (let each: Element | null = element; each !== null; each = each.parentElement) {
      const { width, height } = each.getBoundingClientRect();
      if (width <= 1 && height <= 1 && getComputedStyle(each).overflow === 'hidden') return false;
    }
    return true;
  };
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby');
    const named =
      by !== null
        ? by
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent ?? '')
            .join(' ')
        : element.getAttribute('aria-label');
    const labels = [...((element as HTMLInputElement).labels ?? [])].map(
      (each) => each.textContent,
    );
    const pictures = [...element.querySelectorAll('img[alt], [role=img][aria-label]')].map(
      (each) => each.getAttribute('alt') ?? each.getAttribute('aria-label') ?? '',
    );
    const words =
      named ??
      ([...labels, element.textContent, ...pictures].join(' ').trim() ||
        element.getAttribute('title'));
    return (words ?? '').replaceAll(/\s+/g, ' ').trim();
  };
  const boxOf = (element: Element): string => {
    const name = typeof element.className === 'string' ? `.${element.className}` : '';
    return `${element.tagName.toLowerCase()}${name}`;
  };

  const texts: TextSeen[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue?.replaceAll(/\s+/g, ' ').trim() ?? '';
    const parent = node.parentElement;
    // A picture of another page (inert) is measured there.
    if (
      text === '' ||
      parent === null ||
      parent.closest('script, style, noscript, option, [inert]')
    )
      continue;
    if (!seen(parent)) continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()]
      .filter(({ width }) => width > 0.5)
      .map(({ left, right, top, bottom }) => {
        const middle = (top + bottom) / 2;
        return { left, right, top: middle - size * 0.42, bottom: middle + size * 0.42 };
      });
    if (boxes.length === 0) continue;
    const beside = boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1);
    const outside = beside || boxes.some(({ top, bottom }) => top < -1 || bottom > innerHeight + 1);
    let cutBy: string | null = null;
    for (
      let each: Element | null = parent;
      each && each !== document.documentElement;
      each = each.parentElement
    ) {
      const { overflowX, overflowY } = getComputedStyle(each);
      const frame = each.getBoundingClientRect();
      if (
        overflowX !== 'visible' &&
        boxes.some((box) => box.left < frame.left - 1 || box.right > frame.right + 1)
      )
        cutBy = boxOf(each);
      if (
        overflowY !== 'visible' &&
        boxes.some((box) => box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
      )
        cutBy = boxOf(each);
    }
    texts.push({ text, size, outside, beside, cutBy, boxes });
  }

  // A picture of another page is none of this one's.
  const reachable = (element: Element): boolean =>
    seen(element) && element.closest('[inert], [aria-hidden=true]') === null;
  const controls = [...document.querySelectorAll(CONTROLS)].filter(reachable).map((element) => {
    // A tick box is pressed by its label as well.
    const label = element.matches('[type=checkbox], [type=radio]')
      ? element.closest('label')
      : null;
    const { width, height } = (label ?? element).getBoundingClientRect();
    return { tag: boxOf(element), name: nameOf(element), width, height };
  });
  const said = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'];
  const asides = [...document.querySelectorAll(said.map((each) => `[${each}]`).join(','))].flatMap(
    (element) => said.map((each) => element.getAttribute(each)).filter((each) => each !== null),
  );
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  return {
    address: location.pathname,
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter(reachable).map(nameOf),
    texts,
    asides,
    controls,
    scroll: { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight },
    cursor: getComputedStyle(
      document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body,
    ).cursor,
  };
}
