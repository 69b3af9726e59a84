import { phoneKey } from '../../domain/numberKey.ts';
import type { RowProblem, Spoilt } from './file.ts';

type Field = 'name' | 'number' | 'unit' | 'phone';

const ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#*$)/i;
const TRUTH = /^(?:TRUE|FALSE)$/i;
const SCIENTIFIC = /^\d(?:\.\d+)?E[+-]?\d+$/i;
/** Excel keeps fifteen digits and writes noughts for the rest. */
const CUT_OFF = /^[1-9]\d{14}0+$/;
const DATE =
  /^(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:\s.*)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}(?:-\d+)?|[A-Z][a-z]{2}-\d{2})$/;
/** What stands where a character couldn't be written: a question mark, boxes, signs of private use. */
const LOST = /[?？\uFFFD□■\p{Co}]/u;

/** What a spreadsheet, or a program before it, has spoilt in a cell; `mark` is what the file itself says of it. */
export function spoiltIn(
  field: Field,
  text: string,
  mark: Spoilt | undefined,
): RowProblem['code'] | undefined {
  if (text === '') return undefined;
  if (mark === 'formula_error' || ERROR.test(text)) return 'formula_error';
  if (mark === 'truth_value' || TRUTH.test(text)) return 'truth_value';
  if (LOST.test(text)) return 'lost_characters';
  if (field === 'unit') return undefined;
  if (mark !== undefined) return mark;
  if (field === 'name') return undefined;
  if (SCIENTIFIC.test(text) || CUT_OFF.test(text)) return 'number_rounded';
  if (DATE.test(text)) return 'date_for_number';
  return field === 'phone' && severalPhones(text) ? 'phone_several' : undefined;
}

/** Two numbers in one cell: each has at least seven digits. */
function severalPhones(text: string): boolean {
  const parts = text.split(/[/\\、，,；;|\s]+/).filter((part) => phoneKey(part).length >= 7);
  return parts.length > 1;
}
