import type { StockBody } from '$contract/paper/schemas.ts';
import type { z } from 'zod';

export const STOCK_FIGURES = ['printed', 'issued', 'spoiled', 'destroyed', 'specimens'] as const;
export type StockField = (typeof STOCK_FIGURES)[number] | 'collected';
export type StockFields = Record<StockField, string> & { note: string };
type Stock = z.infer<typeof StockBody>;

/** The record as it stands in the form; nothing where nothing was recorded yet. */
export function fieldsOfStock(stock: Stock | null): StockFields {
  const text = (value: number | null | undefined) => String(value ?? '');
  return {
    printed: text(stock?.printed),
    issued: text(stock?.issued),
    spoiled: text(stock?.spoiled ?? 0),
    destroyed: text(stock?.destroyed ?? 0),
    specimens: text(stock?.specimens ?? 0),
    collected: text(stock?.collected),
    note: stock?.note ?? '',
  };
}

function whole(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;
}

export type StockProblem = 'needed' | 'whole' | 'issued_too_many';

/** What keeps the record from being saved, by field. `electors` vote on paper; null where they are on no roll. */
export function stockProblems(
  fields: StockFields,
  electors: number | null,
): Partial<Record<StockField, StockProblem>> {
  const problems: Partial<Record<StockField, StockProblem>> = {};
  for (const field of [...STOCK_FIGURES, 'collected'] as const) {
    if (fields[field].trim() === '') {
      if (field !== 'collected') problems[field] = 'needed';
    } else if (whole(fields[field]) === null) problems[field] = 'whole';
  }
  if (electors !== null && (whole(fields.issued) ?? 0) > electors)
    problems.issued ??= 'issued_too_many';
  return problems;
}

/** 发出 + 作废 + 销毁 + 留样 beside 印制; null while a figure is missing. They may differ with a reason. */
export function balanceOf(fields: StockFields): { accounted: number; printed: number } | null {
  const [printed, ...parts] = STOCK_FIGURES.map((field) => whole(fields[field]));
  if (printed === undefined || printed === null || parts.includes(null)) return null;
  return { printed, accounted: parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) };
}

/** The body to be sent; only of fields without a problem. */
export function bodyOfStock(fields: StockFields, version: number): Stock {
  const figure = (field: StockField) => whole(fields[field]) ?? 0;
  return {
    printed: figure('printed'),
    issued: figure('issued'),
    spoiled: figure('spoiled'),
    destroyed: figure('destroyed'),
    specimens: figure('specimens'),
    collected: whole(fields.collected),
    note: fields.note.trim(),
    version,
  };
}
