import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { abandonedIn } from '../../../../tests/support/abandoned-words.ts';
import { RefusalCode } from '../../../../server/contract/refusals.ts';
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

  it('has one word for one thing', () => {
    const said = Object.entries(zh).flatMap(([key, message]) =>
      // The statute's own words.
      key === 'draft.majority.M_1_3_GE_COLLECTED.source'
        ? []
        : abandonedIn(message).map((words) => `${key}: ${words}`),
    );
    expect(said).toEqual([]);
  });

  it('names who decides by the kind of assembly: a subdistrict has no presidium', () => {
    const decides = ['chair.act.revote', 'chair.alarm.4', 'rounds.follow.again'] as const;
    for (const key of decides) {
      expect(format(zh[key], 'zh-CN', { body: 'subdistrict' })).toMatch(/人大工委/);
      expect(format(zh[key], 'zh-CN', { body: 'subdistrict' })).not.toMatch(/主席团/);
      expect(format(zh[key], 'zh-CN', { body: 'town' })).toMatch(/主席团/);
    }
    // Nowhere else but where a statute is named.
    const others = Object.entries(zh).filter(
      ([key, message]) =>
        /主席团/.test(message) &&
        !/\{body, select, town/.test(message) &&
        key !== 'draft.quorum.Q_1_2_GT.source',
    );
    expect(others).toEqual([]);
  });

  it('says of persons that they are elected, of items that they are selected, of motions that they pass', () => {
    expect([zh['outcome.chosen'], zh['outcome.elected'], zh['outcome.passed']]).toEqual([
      '当选',
      '入选',
      '通过',
    ]);
    const ofItems = (message: string) =>
      format(message, 'zh-CN', {
        of: 'elected',
        body: 'town',
        act: 'vote',
        count: 2,
        seats: 2,
        items: 3,
        elected: 2,
        tied: 0,
      });
    for (const key of [
      'screen.elected',
      'screen.carried',
      'result.elected',
      'digest.elected',
      'rule.plurality',
    ] as const) {
      expect(ofItems(zh[key])).not.toMatch(/当选/);
    }
  });

  it('tells of every error what happened, what is safe and what to do', () => {
    for (const code of RefusalCode.options) {
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
