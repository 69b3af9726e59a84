import { OFFICE_NAMES, day } from './facts.ts';
import type { Block } from './model.ts';

/** Signed by hand where the meeting has appointed nobody. */
const LINES = ['chief_scrutineer', 'scrutineer', 'chief_teller'] as const;

type Officer = { office: string; name: string; signed?: Date | null };

/**
 * Room to sign, under the figures that are signed: both stay on one page. A table, so that names of any length stand
 * in line.
 */
export function signing(officers: readonly Officer[], figures: readonly Block[]): Block {
  const all: readonly Officer[] =
    officers.length > 0 ? officers : LINES.map((office) => ({ office, name: '' }));
  return {
    kind: 'together',
    blocks: [
      ...figures,
      {
        kind: 'table',
        columns: [
          { head: '职务', kind: 'figure' },
          { head: '姓名', kind: 'text' },
          { head: '签名', kind: 'text' },
          { head: '日期', kind: 'figure' },
        ],
        rowHeight: 26,
        rows: all.map(({ office, name, signed = null }) => [
          { text: OFFICE_NAMES[office] ?? office, align: 'center' },
          { text: name, align: 'center' },
          { text: signed === null ? '' : '已于本人设备签名', align: 'center' },
          { text: signed === null ? '　　年　月　日' : day(signed), align: 'center' },
        ]),
      },
    ],
  };
}
