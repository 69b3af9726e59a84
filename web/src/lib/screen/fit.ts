import type { Attachment } from 'svelte/attachments';

/**
 * How a list of items fills the screen. Sizes are pixels of a 1080p screen; larger screens scale.
 * `roomy` has a tall header and air between the rows, `snug` less of both; `tight` gives everything
 * to the names. `beside`: bars and figures stand beside the names; `stacked`: figures end the names' last line.
 */
type Layout = {
  density: 'roomy' | 'snug' | 'tight';
  rows: 'beside' | 'stacked';
  columns: number;
  from: number;
  to: number;
};

export const MOST_COLUMNS = 3;

const layouts = (
  columns: readonly number[],
  rest: Omit<Layout, 'columns' | 'rows'>,
  rows: Layout['rows'] = 'beside',
): Layout[] => columns.map((each) => ({ ...rest, columns: each, rows }));

const STACKED = [1, 2, 3].map((columns) =>
  layouts([columns], { density: 'tight', from: 28, to: 36 }, 'stacked'),
);

/** Tried in this order; within a group the largest letters win. 28 px is the least that 20 m allow. */
const GROUPS: readonly (readonly Layout[])[] = [
  layouts([1, 2], { density: 'roomy', from: 36, to: 60 }),
  layouts([1, 2], { density: 'snug', from: 30, to: 40 }),
  layouts([1, 2], { density: 'tight', from: 28, to: 36 }),
  ...STACKED,
];

/** Of a list with figures (`data-fit-single`): one column as long as it fits, so that one line and one head do. */
const FIGURED: readonly (readonly Layout[])[] = [
  layouts([1], { density: 'roomy', from: 36, to: 60 }),
  layouts([1], { density: 'snug', from: 30, to: 40 }),
  layouts([1], { density: 'tight', from: 28, to: 36 }),
  layouts([2], { density: 'tight', from: 28, to: 36 }),
  ...STACKED,
];

/** Of a list that no layout holds, in parts: as many rows at a time as stand in these. */
const PAGED = layouts([1, 2], { density: 'tight', from: 30, to: 40 });

/**
 * Where there is room, a further column has to make the letters larger by this factor: names in one line each, under
 * one another in their order, are read sooner than somewhat larger ones that are broken.
 */
const WORTH_A_COLUMN = 1.25;

/** How long each part of a list stands that doesn't fit on one screen, milliseconds. */
const PAGE_MS = 12_000;

export type Page = { at: number; of: number };

/**
 * Chooses density, columns and letter size so that every item stands in full on one screen, or, where that would take
 * letters too small, on as few as it takes, shown in turn. All screens of a room turn at the same moment, and a reload
 * shows the same. Looks at the `[data-fit-list]` inside the `[data-fit-frame]`, whose `[data-fit-row]` are the items.
 * `key` names what the room there depends on: text, not figures.
 */
export function fitList(key: () => unknown, onpage: (page: Page) => void): Attachment<HTMLElement> {
  return (node) => {
    key();
    let fitted = '';
    let pages = 1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = () => {
      clearTimeout(timer);
      const now = Date.now();
      const at = Math.floor(now / PAGE_MS) % pages;
      showPage(node, at, pages);
      onpage({ at, of: pages });
      if (pages > 1) timer = setTimeout(turn, PAGE_MS - (now % PAGE_MS));
    };
    const fit = () => {
      const size = `${node.clientWidth} ${node.clientHeight}`;
      if (size === fitted) return;
      fitted = size;
      pages = choose(node);
      turn();
    };
    fit();
    // Only the window changes the node's own size: it fills the screen.
    const observer = new ResizeObserver(fit);
    observer.observe(node);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  };
}

/** Applies the best layout and gives how many pages it takes. */
function choose(node: HTMLElement): number {
  showPage(node, 0, 1);
  delete node.dataset['paged'];
  const figured = node.querySelector('[data-fit-single]') !== null;
  for (const group of figured ? FIGURED : GROUPS) if (applyBest(node, group, 1)) return 1;
  node.dataset['paged'] = '';
  const rows = rowsOf(node).length;
  for (let pages = 2; pages < rows; pages += 1) {
    if (applyBest(node, figured ? PAGED.slice(0, 1) : PAGED, pages)) return pages;
  }
  return Math.max(1, rows);
}

/** The layout of the largest letters with which all pages fit, applied; false where none of them does. */
function applyBest(node: HTMLElement, group: readonly Layout[], pages: number): boolean {
  let best: { layout: Layout; size: number } | null = null;
  for (const layout of group) {
    const size = largest(node, layout, pages);
    if (size === null) continue;
    const worth = layout.density === 'tight' ? 1 : WORTH_A_COLUMN;
    if (best === null || size > best.size * worth) best = { layout, size };
  }
  if (best !== null) apply(node, best.layout, best.size);
  return best !== null;
}

/** The largest size with which this layout fits, or null when not even its smallest does. */
function largest(node: HTMLElement, layout: Layout, pages: number): number | null {
  let [low, high] = [layout.from, layout.to];
  if (!fits(node, layout, low, pages)) return null;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(node, layout, middle, pages)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function fits(node: HTMLElement, layout: Layout, size: number, pages: number): boolean {
  apply(node, layout, size);
  const frame = node.querySelector<HTMLElement>('[data-fit-frame]');
  const list = node.querySelector<HTMLElement>('[data-fit-list]');
  if (frame === null || list === null) return true;
  for (let page = 0; page < pages; page += 1) {
    if (pages > 1) showPage(node, page, pages);
    if (
      list.offsetHeight > frame.clientHeight ||
      list.scrollWidth > list.clientWidth ||
      node.scrollHeight > node.clientHeight
    )
      return false;
  }
  return true;
}

function apply(node: HTMLElement, { density, rows, columns }: Layout, size: number): void {
  node.dataset['density'] = density;
  node.dataset['rows'] = rows;
  node.dataset['columns'] = String(columns);
  node.style.setProperty('--columns', String(columns));
  node.style.setProperty('--fit', String(size));
}

function rowsOf(node: HTMLElement): HTMLElement[] {
  return [...node.querySelectorAll<HTMLElement>('[data-fit-row]')];
}

/** Pages are of equal length, so that none is left with a single row. */
function showPage(node: HTMLElement, page: number, pages: number): void {
  const rows = rowsOf(node);
  const length = Math.ceil(rows.length / pages);
  rows.forEach((row, index) => {
    row.style.display = Math.floor(index / length) === page ? '' : 'none';
  });
}
