import { describe, expect, it } from 'vitest';
import type { DraftFields } from './fields.ts';
import { resumed } from './kept.ts';

const fields = (title: string): DraftFields => ({
  title,
  display: 'batched',
  shownGroup: 8,
  medium: 'tablet',
  boxPublication: 'off',
  kind: 'each',
  items: [],
  seats: null,
  seated: false,
  exact: false,
  writeIns: true,
  quorum: [],
  majority: [],
  shortfall: 'vacant',
  round: 1,
  scale: [],
  blank: 'invalid',
  grades: [],
  weights: null,
  indicators: [],
  bands: [],
});
const textOf = ({ title }: DraftFields) => title;

describe('resumed', () => {
  it('starts from the server when nothing was kept, or when all of it arrived', () => {
    const known = { version: 4, text: '乙' };
    expect(resumed(null, known, textOf)).toEqual({ version: 4, fields: null });
    const arrived = { version: 3, sent: null, fields: fields('乙') };
    expect(resumed(arrived, known, textOf)).toEqual({ version: 4, fields: null });
  });

  it('goes on from the version that changes were made on', () => {
    const before = { version: 3, sent: null, fields: fields('乙') };
    expect(resumed(before, { version: 3, text: '甲' }, textOf)).toEqual({
      version: 3,
      fields: fields('乙'),
    });
  });

  it('takes its own saving, whose answer never came, for its own', () => {
    const before = { version: 3, sent: '乙', fields: fields('丙') };
    expect(resumed(before, { version: 4, text: '乙' }, textOf).version).toBe(4);
  });

  it('leaves somebody else’s change to be found stale', () => {
    const before = { version: 3, sent: '乙', fields: fields('丙') };
    expect(resumed(before, { version: 4, text: '丁' }, textOf)).toEqual({
      version: 3,
      fields: fields('丙'),
    });
  });
});
