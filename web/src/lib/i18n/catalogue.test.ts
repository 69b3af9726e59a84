import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { ErrorCode } from '../../../../server/contract/errors.ts';
import { format } from './compile.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** Element types of a parsed message that name no placeholder: plain text and `#`. */
const LITERAL = 0;
const POUND = 7;

function placeholders(message: string): string[] {
  const names = new Set<string>();
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if (element.type === LITERAL || element.type === POUND) continue;
      names.add(element.value);
      if ('options' in element) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(new IntlMessageFormat(message).getAst());
  return [...names].sort();
}

describe('message catalogue', () => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it.each(Object.keys(zh) as (keyof typeof zh)[])('%s: same placeholders, no empty text', (key) => {
    expect(zh[key].trim()).not.toBe('');
    expect(en[key].trim()).not.toBe('');
    expect(placeholders(en[key])).toEqual(placeholders(zh[key]));
  });

  it('tells of every error what happened, what is safe and what to do', () => {
    for (const code of ErrorCode.options) {
      for (const part of ['happened', 'safe', 'do']) {
        expect(zh).toHaveProperty([`error.${code}.${part}`]);
      }
    }
  });

  it('fills placeholders in both languages', () => {
    expect(format(zh['papers.votes'], 'zh-CN', { count: 3 })).toBe('3 票');
    expect(format(en['papers.votes'], 'en-GB', { count: 1 })).toBe('1 vote');
  });
});
