import { beforeAll, describe, expect, it } from 'vitest';
import { language } from '../../i18n/index.ts';
import { chanceText, learns } from './watcher.ts';

beforeAll(() => language.need('common', 'desk'));

const round = { shownGroup: null, electors: 40, items: 1 };

describe('what a watcher could learn, in words', () => {
  it('is computed for the round at hand', () => {
    const batched = learns({ ...round, display: 'batched' }).join();
    expect(batched).toContain('投到第 20 张时显示最先 10 张的合计');
    // Four groups of ten: 1 − (1 − 0.9¹⁰ − 0.1¹⁰)⁴ and 1 − (1 − 0.7¹⁰ − 0.3¹⁰)⁴.
    expect(batched).toContain('4 批各自的合计');
    expect(batched).toMatch(/九成时约 82%，七成时约 11%/);
    const more = learns({ ...round, display: 'batched', items: 12 }).join();
    expect(more).toMatch(/九成时超过 99.9%，七成时约 75%/);
    const fives = learns({ ...round, display: 'batched', shownGroup: 5 }).join();
    expect(fives).toContain('8 批各自的合计');
    expect(learns({ ...round, display: 'turnout' }).join()).toMatch(/九成时约 1%/);
    expect(learns({ ...round, display: 'live' }).join()).toContain('40 张票可以逐张看出');
  });

  it('says where no group will be full', () => {
    const few = learns({ ...round, electors: 19, display: 'batched' });
    expect(few.join()).toContain('表决中不会显示得票');
  });

  it('rounds no chance to none and none to certainty', () => {
    expect([0, 0.0009, 0.0012, 0.128, 0.996, 0.9995].map(chanceText)).toEqual([
      '不到 0.1%',
      '不到 0.1%',
      '约 0.1%',
      '约 13%',
      '约 99.6%',
      '超过 99.9%',
    ]);
  });
});
