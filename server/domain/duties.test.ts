import { describe, expect, it } from 'vitest';
import { conflictAmong, conflictAt, DUTIES, type Duty } from './duties.ts';

/** × stands where one person can't be both. */
const TABLE = `
                   administrator staff presider department chief_scrutineer scrutineer chief_teller teller observer
  administrator          .         .      .         .            ×              ×           .          .      .
  staff                  .         .      .         .            ×              ×           .          .      .
  presider               .         .      .         ×            ×              ×           ×          ×      .
  department             .         .      ×         .            ×              ×           ×          ×      .
  chief_scrutineer       ×         ×      ×         ×            .              ×           ×          ×      ×
  scrutineer             ×         ×      ×         ×            ×              .           ×          ×      ×
  chief_teller           .         .      ×         ×            ×              ×           .          .      .
  teller                 .         .      ×         ×            ×              ×           .          .      .
  observer               .         .      .         .            ×              ×           .          .      .
`;
const [head = '', ...lines] = TABLE.trim().split('\n');
const columns = head.trim().split(/\s+/);
const pairs = lines.flatMap((line) => {
  const [row = '', ...marks] = line.trim().split(/\s+/);
  return marks.map((mark, i) => ({ a: row, b: columns[i] ?? '', apart: mark === '×' }));
});

describe('duties of one person', () => {
  it('the table names every pair', () => {
    expect(columns).toEqual([...DUTIES]);
    expect(pairs).toHaveLength(DUTIES.length ** 2);
  });

  it.each(pairs)('$a and $b, whichever comes first', ({ a, b, apart }) => {
    const found = conflictAmong(['deputy', a, b]);
    expect(found !== undefined).toBe(apart);
    if (found !== undefined) expect([found.a, found.b].sort()).toEqual([a, b].sort());
    // A role, and the office or place at a meeting.
    const at = conflictAt([a], [{ meetingId: 'm', duties: [b] }]);
    expect(at?.meetingId).toBe(apart ? 'm' : undefined);
  });

  it('are compared within a meeting, not from one to another', () => {
    const held: { meetingId: string; duties: Duty[] }[] = [
      { meetingId: 'one', duties: ['scrutineer'] },
      { meetingId: 'other', duties: ['teller'] },
    ];
    expect(conflictAt([], held)).toBeUndefined();
    expect(conflictAt(['staff'], held)).toMatchObject({ meetingId: 'one' });
  });
});
