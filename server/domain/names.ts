/**
 * What things are called in Chinese, wherever they are named: in documents, on pages and in exports. Ids are for
 * programs; a paper that says `basically_satisfied` says nothing.
 */
import { own } from './own.ts';
import type { MajorityBase, ScaleGrade } from './round/rules.ts';
import type { RoundDefinition } from './round/definition.ts';
import type { InvalidReason } from './result.ts';

/** Usual grades (等次) of scales, bands and verdicts. */
export const GRADE_NAMES: Readonly<Record<string, string>> = {
  satisfied: '满意',
  fairly_satisfied: '比较满意',
  basically_satisfied: '基本满意',
  dissatisfied: '不满意',
  unfamiliar: '不了解',
  good: '好',
  fairly_good: '较好',
  fair: '一般',
  poor: '差',
  excellent: '优秀',
  competent: '称职',
  basically_competent: '基本称职',
  incompetent: '不称职',
  pass: '通过',
  rectify: '须整改',
};

/** A grade's name: as its scale writes it, else the usual one, else its id, which somebody chose as a name. */
export function gradeName(scale: readonly Pick<ScaleGrade, 'id' | 'label'>[], id: string): string {
  const label = scale.find((grade) => grade.id === id)?.label ?? '';
  return label === '' ? (own(GRADE_NAMES, id) ?? id) : label;
}

/** Classes of electors on a roll. */
export const CLASS_NAMES: Readonly<Record<string, string>> = {
  deputy: '人大代表',
  committee_member: '工委委员',
  council_delegate: '议事代表',
  voter_rep: '选民代表',
  public_rep: '群众代表',
  observer: '列席人员',
};

export function className(id: string): string {
  return own(CLASS_NAMES, id) ?? id;
}

/** What a share is of. */
export const BASE_NAMES: Readonly<Record<MajorityBase, string>> = {
  enrolled: '应到人数',
  present: '实到人数',
  issued: '发出票数',
  collected: '收回票数',
  valid: '有效票数',
};

/** Why a whole paper is invalid (废票). */
export const REASON_NAMES: Readonly<Record<InvalidReason, string>> = {
  illegible: '整票无法辨认',
  too_many: '多选',
  too_few: '少选',
  bad_ranking: '序号重复或跳号',
};

/** Names written in become items with this prefix (docs/round-format.md). */
const WRITTEN = 'w:';

/** Whether an item of a result is a name written in (另选他人): no candidate, whom nobody could oppose. */
export function isWritten(definition: RoundDefinition, id: string): boolean {
  return id.startsWith(WRITTEN) && !definition.items.some((item) => item.id === id);
}

/** An item's title, or the name that was written in; its id where the paper gives it no name. */
export function itemTitle(definition: RoundDefinition, id: string): string {
  const title = definition.items.find((item) => item.id === id)?.title ?? '';
  if (title !== '') return title;
  return isWritten(definition, id) ? id.slice(WRITTEN.length) : id;
}
