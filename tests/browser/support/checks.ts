/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';
import { survey, type Survey } from './survey.ts';

/** A key of the message catalogue that was shown instead of its sentence. */
const KEY = /^[a-z]+(\.[a-zA-Z_]+)+$/;
/** What is left when a value or a placeholder went wrong. */
const UNFILLED = /\b(undefined|NaN|null)\b|\[object |[{}]/;

/** Sentences that are none: keys of messages, placeholders, values that are missing. */
export function brokenSentences({ texts, asides, title }: Survey): string[] {
  const all = [title, ...texts.map(({ text }) => text), ...asides];
  return all.filter((text) => KEY.test(text.trim()) || UNFILLED.test(text));
}

/** Chinese words on an English page that are neither somebody's own (`data`) nor the name of the language. */
export function untranslated({ texts, asides, title }: Survey, data: readonly string[]): string[] {
  // The longest first: a name may hold another.
  const own = [...data, '中文'].toSorted((a, b) => b.length - a.length);
  const all = [title, ...texts.map(({ text }) => text), ...asides];
  return all.filter((text) =>
    /\p{Script=Han}/u.test(own.reduce((rest, each) => rest.replaceAll(each, ''), text)),
  );
}

/** What keeps people who read with ears or keys from using the page. */
export function barriers({ lang, headings, controls }: Survey, language: 'zh' | 'en'): string[] {
  const found: string[] = [];
  const expected = { zh: 'zh-CN', en: 'en-GB' }[language];
  if (lang !== expected) found.push(`lang is ${lang}`);
  if (headings.length !== 1) found.push(`${String(headings.length)} h1: ${headings.join(' | ')}`);
  for (const { tag, name } of controls) if (name === '') found.push(`${tag} has no name`);
  return found;
}

/** Texts that can't be read in full where nobody can scroll. */
export function unreadable({ texts }: Survey): string[] {
  return texts
    .filter(({ outside, cutBy }) => outside || cutBy !== null)
    .map(({ text, cutBy }) => `${cutBy ?? 'the window'} cuts ${text}`);
}

/** Texts that can't be read in full where one can scroll up and down, but not sideways. */
export function brokenOff({ texts, scroll }: Survey): string[] {
  const found = texts
    .filter(({ beside, cutBy }) => beside || cutBy !== null)
    .map(({ text, cutBy }) => `${cutBy ?? 'the window'} cuts ${text}`);
  return scroll.x > 0 ? [...found, `the page is ${String(scroll.x)} px too wide`] : found;
}

/** Pairs of texts that stand on one another. */
export function overlaps({ texts }: Survey): string[] {
  const found: string[] = [];
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      const touch = one.boxes.some((a) =>
        other.boxes.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2,
        ),
      );
      if (touch) found.push(`${one.text} × ${other.text}`);
    }
  });
  return found;
}

/** The size of the smallest letters, CSS pixels. */
export function smallestLetters({ texts }: Survey): number {
  return Math.min(...texts.map(({ size }) => size));
}

/** Things to press that a finger may miss. */
export function smallTargets({ controls }: Survey, least: number): string[] {
  return controls
    .filter(({ height }) => height < least - 0.5)
    .map(({ tag, name, height }) => `${tag} “${name}” is ${height.toFixed(1)} px high`);
}

/**
 * Walks with Tab from the top of the page and gives what took the focus without showing it. At most
 * `steps` steps, or once around.
 */
export async function hiddenFocus(page: Page, steps = 12): Promise<string[]> {
  const found: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const { tag, shown } = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return { tag: null, shown: true };
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      const name = element.getAttribute('aria-label') ?? element.textContent.trim();
      return {
        tag: `${element.tagName.toLowerCase()} “${name.slice(0, 30)}”`,
        shown: element.matches(':focus-visible') && (outlined || boxShadow !== 'none'),
      };
    });
    if (tag === null) break;
    if (!shown) found.push(tag);
  }
  return found;
}

/** What must hold on every page in either language and doesn't. `data`: what is nobody's to translate. */
export function faultsIn(
  looks: Survey,
  language: 'zh' | 'en',
  data: readonly string[] = [],
): string[] {
  return [
    ...brokenSentences(looks),
    ...barriers(looks, language),
    ...(language === 'en' ? untranslated(looks, data) : []),
  ].map((fault) => `${looks.address}: ${fault}`);
}

/** Looks a page over for them. */
export async function faults(
  page: Page,
  language: 'zh' | 'en',
  data: readonly string[] = [],
): Promise<string[]> {
  return faultsIn(await survey(page), language, data);
}

/**
 * What stands over or behind the name of an item on the projector: lines, fills and edges that run through its letters,
 * and lines of a name that begin with a sign which closes. Nothing of that may be.
 */
export function spoiltNames(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const drawn = [...document.querySelectorAll('main *')].filter((element) => {
      const { backgroundColor, backgroundImage, borderStyle } = getComputedStyle(element);
      const painted = backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none';
      return painted || borderStyle !== 'none';
    });
    for (const title of document.querySelectorAll('[data-fit-row] .title')) {
      const text = title.firstChild;
      if (text === null) continue;
      const range = document.createRange();
      range.selectNodeContents(title);
      const size = Number.parseFloat(getComputedStyle(title).fontSize);
      // The heart of the letters, without the air of the line.
      const lines = [...range.getClientRects()].map(({ left, right, top, bottom }) => {
        const middle = (top + bottom) / 2;
        return { left, right, top: middle - size * 0.42, bottom: middle + size * 0.42 };
      });
      for (const element of drawn) {
        if (element.contains(title) || title.contains(element)) continue;
        const box = element.getBoundingClientRect();
        const crosses = lines.some(
          (line) =>
            Math.min(line.right, box.right) - Math.max(line.left, box.left) > 1 &&
            Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top) > 2,
        );
        if (crosses) found.push(`${element.className} crosses ${title.textContent}`);
      }
      let before: number | undefined;
      for (let at = 0; at < (text.nodeValue?.length ?? 0); at += 1) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const { top, width } = range.getBoundingClientRect();
        if (width === 0) continue;
        const sign = text.nodeValue?.[at] ?? '';
        if (before !== undefined && top > before + 4 && /[）》」』】，。、；：！？%]/.test(sign))
          found.push(`a line begins with ${sign}: ${title.textContent}`);
        before = top;
      }
    }
    return found;
  });
}

/** For each column of the projector's list that is shown, how many majority lines there are, and whether in its bars. */
export function majorityLines(page: Page): Promise<{ lines: number; besideBars: number }> {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('[data-majority-line]')].filter((line) =>
      line.checkVisibility(),
    );
    const bars = [...document.querySelectorAll('[data-fit-row] .bar')].map((bar) =>
      bar.getBoundingClientRect(),
    );
    const besideBars = lines.filter((line) => {
      const { left, right } = line.getBoundingClientRect();
      return !bars.some((bar) => left >= bar.left - 4 && right <= bar.right + 4);
    }).length;
    return { lines: lines.length, besideBars };
  });
}
