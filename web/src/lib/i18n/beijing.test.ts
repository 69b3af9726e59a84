import { afterEach, describe, expect, it, vi } from 'vitest';
import { beijingDay, fromBeijingInput, toBeijingInput } from './beijing.ts';
import { formatDate, formatDateTime, formatTime } from './index.ts';

afterEach(() => vi.unstubAllEnvs());

/** Half past seven in the morning in Beijing: the day before in most of the world. */
const MORNING = '2026-03-04T23:30:00.000Z';

describe.each(['America/Los_Angeles', 'UTC', 'Asia/Shanghai', 'Pacific/Auckland'])(
  'on a computer in %s',
  (zone) => {
    it('dates and times are Beijing’s, as they are shown and as they are typed', () => {
      vi.stubEnv('TZ', zone);
      expect(formatDate(MORNING)).toBe('2026年3月5日');
      expect(formatTime(MORNING)).toBe('07:30');
      expect(formatDateTime(MORNING)).toBe('2026年3月5日 07:30');
      expect(beijingDay(new Date(MORNING))).toBe('2026-03-05');
      expect(toBeijingInput(MORNING)).toBe('2026-03-05T07:30');
      expect(fromBeijingInput('2026-03-05T07:30')).toBe(MORNING);
      expect(fromBeijingInput('')).toBeNull();
      expect(fromBeijingInput('2026-03')).toBeNull();
    });
  },
);
