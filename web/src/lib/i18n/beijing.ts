/**
 * Meetings are held by Beijing's time. Every date and time is shown and typed in it, wherever the reader's own clock
 * stands: otherwise an evening in Europe or a laptop set wrongly dates a meeting a day off.
 */
const ZONE = 'Asia/Shanghai';
/** Of that zone, for values that are typed; there has been no summer time since inputs know such years. */
const OFFSET = '+08:00';

/** A format of dates and times. */
export function beijingFormat(
  locale: string,
  options: Omit<Intl.DateTimeFormatOptions, 'timeZone'>,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: ZONE });
}

/** The day of an instant, 2026-03-05; equal for instants of one day. */
export function beijingDay(date: Date): string {
  return toBeijingInput(date.toISOString()).slice(0, 10);
}

/** An instant as `<input type="datetime-local">` shows it: 2026-03-05T09:30. */
export function toBeijingInput(iso: string): string {
  // Sweden writes dates as these inputs do.
  const format = beijingFormat('sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(new Date(iso)).replace(' ', 'T');
}

/** The instant of such a value, ISO 8601; null when nothing sensible was filled in. */
export function fromBeijingInput(value: string): string | null {
  const date = new Date(`${value}${OFFSET}`);
  return value === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
