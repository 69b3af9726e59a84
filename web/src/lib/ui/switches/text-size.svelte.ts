/** How large the tablet writes, as its user chose; kept on the device. */
export const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** Multiplied into the sizes of the tablet's screens. */
export const TEXT_SCALE: Record<TextSize, number> = { normal: 1, large: 1.2, larger: 1.45 };

const KEY = 'gongyi.textSize';

function remembered(): TextSize {
  // Where the server renders a page nobody has chosen yet.
  if (typeof window === 'undefined') return 'normal';
  return TEXT_SIZES.find((size) => size === localStorage.getItem(KEY)) ?? 'normal';
}

class TextSizeChoice {
  #current = $state<TextSize>(remembered());

  get current(): TextSize {
    return this.#current;
  }

  set current(size: TextSize) {
    this.#current = size;
    localStorage.setItem(KEY, size);
  }

  /** On to the next larger size, and from the largest to the first. */
  next(): void {
    this.current =
      TEXT_SIZES[(TEXT_SIZES.indexOf(this.#current) + 1) % TEXT_SIZES.length] ?? 'normal';
  }

  get scale(): number {
    return TEXT_SCALE[this.#current];
  }
}

export const textSize = new TextSizeChoice();
