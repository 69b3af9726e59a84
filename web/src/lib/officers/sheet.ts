import type { EnteredPaper } from '$contract/paper/schemas.ts';
import type { DefinitionOf, Kind, RoundDefinition } from '$domain/round/definition.ts';
import { unopposedWriteIns } from '$domain/paper.ts';
import { takesWriteIns } from '$domain/round/paper.ts';
import { nameKey, writtenName } from '$domain/writtenName.ts';

/** How a paper is put in: items switched by key, a grade for each object, or numbers in fields. */
export type EntryWay = 'choice' | 'rating' | 'numbers';
const WAYS: Record<Kind, EntryWay> = {
  choose: 'choice',
  each: 'choice',
  package: 'choice',
  election: 'choice',
  rating: 'rating',
  scorecard: 'numbers',
  rank: 'numbers',
};
export function entryWay(kind: Kind): EntryWay {
  return WAYS[kind];
}

/** A paper as a teller is putting it in; `numbers` are texts as typed, by field. */
export type Sheet = {
  readonly words: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly illegible: boolean;
  /** One name a line. */
  readonly writeIns: string;
};
export const EMPTY_SHEET: Sheet = { words: {}, numbers: {}, illegible: false, writeIns: '' };

/** Keys that stand for the items, in the paper's order; 0 stays free for the whole paper. */
const ITEM_KEYS = '123456789abcdefghijklmnopqrstuvwxyz';
export function keyOfItem(index: number): string | null {
  return ITEM_KEYS[index] ?? null;
}
export function itemOfKey(key: string): number | null {
  const index = key.length === 1 ? ITEM_KEYS.indexOf(key.toLowerCase()) : -1;
  return index === -1 ? null : index;
}

/** 赞成 → 反对 → 无法辨认 → blank. Blank abstains (弃权), so that two tellers can't differ in nothing. */
const CYCLE = ['for', 'against', 'illegible'] as const;
export type EntryMark = (typeof CYCLE)[number];
export const ENTRY_MARKS: readonly EntryMark[] = CYCLE;

/** The sheet with one item marked; the mark it has already is taken away. */
export function toggled(sheet: Sheet, item: string, word: string): Sheet {
  return withWord(sheet, item, sheet.words[item] === word ? undefined : word);
}

/** The sheet with one item switched to the next mark. */
export function switched(sheet: Sheet, item: string): Sheet {
  const at = CYCLE.findIndex((mark) => mark === sheet.words[item]);
  return withWord(sheet, item, CYCLE[at + 1]);
}

function withWord(sheet: Sheet, item: string, word: string | undefined): Sheet {
  const others = Object.entries(sheet.words).filter(([id]) => id !== item);
  return {
    ...sheet,
    illegible: false,
    words: Object.fromEntries(word === undefined ? others : [...others, [item, word]]),
  };
}

export type NumberField = {
  readonly key: string;
  readonly item: string;
  readonly indicator?: string;
};

/** The fields of a paper with numbers, in the order in which they are read. */
export function numberFields(definition: DefinitionOf<'scorecard' | 'rank'>): NumberField[] {
  if (definition.kind === 'rank') return definition.items.map(({ id }) => ({ key: id, item: id }));
  return definition.items.flatMap(({ id: item }) =>
    definition.indicators.map(({ id: indicator }) => ({
      key: JSON.stringify([item, indicator]),
      item,
      indicator,
    })),
  );
}

/** A number as it may stand on a paper of this kind; null where the text is none. */
export function numberIn(kind: 'scorecard' | 'rank', text: string): number | null {
  const pattern = kind === 'rank' ? /^[1-9]\d{0,5}$/ : /^-?\d{1,9}([.．]\d{1,2})?$/;
  const trimmed = text.trim();
  return pattern.test(trimmed) ? Number(trimmed.replace('．', '.')) : null;
}

/** Fields whose text is no number. */
export function wrongNumbers(definition: RoundDefinition, sheet: Sheet): string[] {
  if (definition.kind !== 'scorecard' && definition.kind !== 'rank') return [];
  const { kind } = definition;
  return numberFields(definition)
    .map(({ key }) => key)
    .filter((key) => (sheet.numbers[key] ?? '').trim() !== '')
    .filter((key) => numberIn(kind, sheet.numbers[key] ?? '') === null);
}

/** The paper as it is sent; numbers that are none must have been mended before. */
export function paperOf(definition: RoundDefinition, sheet: Sheet): EnteredPaper {
  if (sheet.illegible) return { marks: {}, illegible: true };
  if (definition.kind !== 'scorecard' && definition.kind !== 'rank') {
    const names = namesOf(sheet);
    return takesWriteIns(definition) && names.length > 0
      ? { marks: { ...sheet.words }, writeIns: names }
      : { marks: { ...sheet.words } };
  }
  const marks: EnteredPaper['marks'] = {};
  for (const { key, item, indicator } of numberFields(definition)) {
    const value = numberIn(definition.kind, sheet.numbers[key] ?? '');
    if (value === null) continue;
    if (indicator === undefined) marks[item] = value;
    else
      marks[item] = { ...(marks[item] as Record<string, number> | undefined), [indicator]: value };
  }
  return { marks };
}

/** An entered paper taken up again, to be corrected. */
export function sheetOf(definition: RoundDefinition, paper: EnteredPaper): Sheet {
  const sheet = {
    ...EMPTY_SHEET,
    illegible: paper.illegible ?? false,
    writeIns: (paper.writeIns ?? []).join('\n'),
  };
  if (definition.kind !== 'scorecard' && definition.kind !== 'rank') {
    const words = Object.entries(paper.marks).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== 'abstain',
    );
    return { ...sheet, words: Object.fromEntries(words) };
  }
  const numbers = numberFields(definition).flatMap(({ key, item, indicator }) => {
    const mark = paper.marks[item];
    const value = indicator !== undefined && typeof mark === 'object' ? mark[indicator] : mark;
    return typeof value === 'number' ? [[key, String(value)] as const] : [];
  });
  return { ...sheet, numbers: Object.fromEntries(numbers) };
}

/** More names written in than candidates opposed, as the server looks at it; null where not. */
export function unopposedOn({ marks, writeIns = [] }: EnteredPaper) {
  return unopposedWriteIns(marks, writeIns);
}

/** The names written in, each line one, each once. */
export function namesOf(sheet: Sheet): string[] {
  const lines = sheet.writeIns.split('\n').map(writtenName);
  return lines.filter(
    (name, index) =>
      name !== '' && lines.findIndex((other) => nameKey(other) === nameKey(name)) === index,
  );
}

/** How many a paper approves (or ranks), to tell the teller that it is over-marked. */
export function markedOn(sheet: Sheet): number {
  const approvals = Object.values(sheet.words).filter((word) => word === 'for').length;
  return approvals + namesOf(sheet).length;
}
