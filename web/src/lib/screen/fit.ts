import type { Attachment } from 'svelte/attachments';

/**
 * How a list of items fills the screen. Sizes are pixels of a 1080p screen; larger screens scale.
 * `roomy` has a tall header and air between the rows, `snug` less of both; `tight` gives everything
 * to the names.
 */
type Layout = { density: 'roomy' | 'snug' | 'tight'; columns: number; from: number; to: number };

/** Tried in this order; within a group the largest letters win. 28 px is the least that 20 m allow. */
const GROUPS: readonly (readonly Layout[])[] = [
  [1, 2].map((columns) => ({ density: 'roomy', columns, from: 36, to: 60 })),
  [1, 2].map((columns) => ({ density: 'snug', columns, from: 30, to: 40 })),
  [1, 2, 3].map((columns) => ({ density: 'tight', columns, from: 28, to: 36 })),
  // Smaller than we want, but a name is never cut.
  [2, 3].map((columns) => ({ density: 'tight', columns, from: 14, to: 27 })),
];

/**
 * Where there is room, a further column has to make the letters larger by this factor: names in one line each, under
 * one another in their order, are read sooner than somewhat larger ones that are broken.
 */
const WORTH_A_COLUMN = 1.25;

/**
 * Chooses density, columns and letter size so that every item stands in full on one screen. Sets
 * `data-density` and `--columns` and `--fit` on the node; looks at the `[data-fit-list]` inside the
 * `[data-fit-frame]`. `key` names what the room there depends on: text, not figures.
 */
export function fitList(key: () => unknown): Attachment<HTMLElement> {
  return (node) => {
    key();
    let fitted = '';
    const fit = () => {
      const size = `${node.clientWidth} ${node.clientHeight}`;
      if (size === fitted) return;
      fitted = size;
      choose(node);
    };
    fit();
    // Only the window changes the node's own size: it fills the screen.
    const observer = new ResizeObserver(fit);
    observer.observe(node);
    return () => observer.disconnect();
  };
}

function choose(node: HTMLElement): void {
  for (const group of GROUPS) {
    let best: { layout: Layout; size: number } | null = null;
    for (const layout of group) {
      const size = largest(node, layout);
      if (size === null) continue;
      const worth = layout.density === 'tight' ? 1 : WORTH_A_COLUMN;
      if (best === null || size > best.size * worth) best = { layout, size };
    }
    if (best !== null) {
      apply(node, best.layout, best.size);
      return;
    }
  }
}

/** The largest size with which this layout fits, or null when not even its smallest does. */
function largest(node: HTMLElement, layout: Layout): number | null {
  let [low, high] = [layout.from, layout.to];
  if (!fits(node, layout, low)) return null;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(node, layout, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function fits(node: HTMLElement, layout: Layout, size: number): boolean {
  apply(node, layout, size);
  const frame = node.querySelector<HTMLElement>('[data-fit-frame]');
  const list = node.querySelector<HTMLElement>('[data-fit-list]');
  if (frame === null || list === null) return true;
  return (
    list.offsetHeight <= frame.clientHeight &&
    list.scrollWidth <= list.clientWidth &&
    node.scrollHeight <= node.clientHeight
  );
}

function apply(node: HTMLElement, { density, columns }: Layout, size: number): void {
  node.dataset['density'] = density;
  node.style.setProperty('--columns', String(columns));
  node.style.setProperty('--fit', String(size));
}
