import { add, decimal, multiply, parseFraction, ZERO } from '$domain/fraction.ts';
import type { DefinitionOf } from '$domain/round/definition.ts';
import { score as scoreNumber, type Indicator } from '$domain/round/rules.ts';
import type { Marks } from '../live/cast-machine.ts';
import { marked } from './paper.ts';

/**
 * A score as typed stays a text until it is a number, so that a reload gives back what stood in the field.
 * Both count as marks while marking; only numbers can be sent.
 */
export function scoreText(marks: Marks, item: string, indicator: string): string {
  const row = Object.hasOwn(marks, item) ? marks[item] : undefined;
  const value = typeof row === 'object' && Object.hasOwn(row, indicator) ? row[indicator] : '';
  return String(value ?? '');
}

/** The marks with one score typed; an object without any score left is blank again. */
export function scored(marks: Marks, item: string, indicator: string, text: string): Marks {
  const row = Object.hasOwn(marks, item) ? marks[item] : undefined;
  const others = Object.entries(typeof row === 'object' ? row : {}).filter(
    ([id]) => id !== indicator,
  );
  const typed = text.trim().replace('．', '.').replace('。', '.').slice(0, 20);
  if (typed !== '') others.push([indicator, numberOf(typed) ?? typed]);
  return marked(marks, item, others.length === 0 ? null : Object.fromEntries(others));
}

/** `80`, `80.5`, `80.25` as people write them; null for everything else. */
function numberOf(text: string): number | null {
  if (!/^-?\d{1,9}(\.\d{1,2})?$/.test(text)) return null;
  const value = Number(text);
  // `8.50` would lose its text on the way to the number and back.
  return scoreNumber.safeParse(value).success && String(value) === text ? value : null;
}

export type ScoreProblem = 'not_a_number' | 'out_of_range';

/** What is wrong with what stands in a field; nothing is wrong with an empty one. */
export function scoreProblem({ min, max }: Indicator, text: string): ScoreProblem | null {
  if (text === '') return null;
  if (!/^-?\d{1,9}(\.\d{1,2})?$/.test(text)) return 'not_a_number';
  const value = Number(text);
  return value < min || value > max ? 'out_of_range' : null;
}

/** How far an object is: not begun (不评), some missing, something wrong, or whole. */
export type ObjectState = 'blank' | 'missing' | 'wrong' | 'whole';
export function objectState(
  definition: DefinitionOf<'scorecard'>,
  marks: Marks,
  item: string,
): ObjectState {
  const texts = definition.indicators.map((each) => ({
    each,
    text: scoreText(marks, item, each.id),
  }));
  if (texts.some(({ each, text }) => scoreProblem(each, text) !== null)) return 'wrong';
  const filled = texts.filter(({ text }) => text !== '').length;
  if (filled === 0) return 'blank';
  return filled < texts.length ? 'missing' : 'whole';
}

/** The marks as they are sent: every text that is a number is one. */
export function scoresToSend(marks: Marks): Marks {
  return Object.fromEntries(
    Object.entries(marks).map(([item, row]) => [
      item,
      typeof row === 'object'
        ? Object.fromEntries(
            Object.entries(row).map(([id, value]) => [
              id,
              typeof value === 'string' && /^-?\d{1,9}(\.\d{1,2})?$/.test(value)
                ? Number(value)
                : value,
            ]),
          )
        : row,
    ]),
  );
}

/** The most that a total can be, to draw bars with; printed totals come from the result. */
export function highestTotal({ indicators }: DefinitionOf<'scorecard'>): number {
  const total = indicators
    .map(({ max, weight }) => multiply(parseFraction(String(max)), parseFraction(weight)))
    .reduce(add, ZERO);
  return Number(decimal(total));
}
