import { className } from '../../domain/names.ts';
import { moment } from './facts.ts';
import type { Block, Table } from './model.ts';

export type Attending = {
  name: string;
  number: string | null;
  unit: string | null;
  class: string;
  /** Whether they vote; who doesn't (列席人员) signs below those who do. */
  entitled: boolean;
};

export type SheetOf = { meeting: string; place: string; heldOn: Date; roll: readonly Attending[] };

/** 签到表: everybody on the roll of a meeting with room to sign. */
export function signInSheet({ meeting, place, heldOn, roll }: SheetOf): Block[] {
  const members = roll.filter(({ entitled }) => entitled);
  const observers = roll.filter(({ entitled }) => !entitled);
  return [
    { kind: 'subtitle', text: meeting },
    { kind: 'title', text: '签到表' },
    {
      kind: 'plain',
      text: `时间：${moment(heldOn)}${place === '' ? '' : `　　地点：${place}`}　　应到${String(members.length)}人${observers.length === 0 ? '' : `，列席${String(observers.length)}人`}`,
    },
    listOf([...members, ...observers]),
    { kind: 'plain', text: '实到　　　人　　请假　　　人　　缺席　　　人' },
  ];
}

function listOf(people: readonly Attending[]): Table {
  return {
    kind: 'table',
    rowHeight: 24,
    columns: [
      { head: '序号', kind: 'figure' },
      { head: '姓名', kind: 'text' },
      { head: '单位', kind: 'text' },
      { head: '身份', kind: 'figure' },
      { head: '签　　　名', kind: 'text' },
    ],
    rows: people.map(({ name, unit, class: of }, index) => [
      { text: String(index + 1), align: 'center' },
      { text: name },
      { text: unit ?? '' },
      { text: className(of), align: 'center' },
      { text: '' },
    ]),
  };
}
