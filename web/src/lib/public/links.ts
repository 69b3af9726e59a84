import { resolve } from '$app/paths';
import { language } from '#lib/i18n/index.ts';

/** The language stands in the address of a public page, so that anybody on the way may keep it. */
const query = (): string => (language.current === 'zh' ? '' : `?lang=${language.current}`);

/** The front page, in the language that is being read. */
export function frontPage(): string {
  return `${resolve('/(public)')}${query()}`;
}

/** The page of a published result, in the language that is being read. */
export function resultPage(roundId: string): string {
  return `${resolve('/(public)/r/[roundId]', { roundId })}${query()}`;
}
