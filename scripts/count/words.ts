/** A count told in words, as it is read aloud, and whether it is what was announced. */
import { announcement } from '../../server/domain/announcement/announcement.ts';
import { itemTitle } from '../../server/domain/names.ts';
import type { RoundResult } from '../../server/domain/result.ts';
import { canonicalJson } from '../../server/platform/canonical.ts';
import type { Counted } from './countSource.ts';

export type Told = {
  readonly lines: readonly string[];
  /** Null where the document doesn't say what was announced. */
  readonly same: boolean | null;
};

export function inWords({ head, result }: Counted): Told {
  const { definition, roll, announced } = head;
  const title = announced?.title ?? '重新计票';
  const lines = announcement({ title, definition, roll }, result);
  if (announced === undefined) {
    return { lines: [...lines, '文件中没有宣布的结果，无法比对。'], same: null };
  }
  if (canonicalJson(announced.result) === canonicalJson(result)) {
    return { lines: [...lines, '重新计票的结果与宣布的结果一致。'], same: true };
  }
  const name = (id: string) => itemTitle(definition, id);
  return {
    lines: [
      ...lines,
      '重新计票的结果与宣布的结果不一致：',
      ...differences(announced.result, result, name),
    ],
    same: false,
  };
}

/** What differs, part by part: the papers, each item or object, what follows. */
function differences(
  said: RoundResult,
  counted: RoundResult,
  name: (id: string) => string,
): string[] {
  const [before, now] = [partsOf(said, name), partsOf(counted, name)];
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((part) => before.get(part) !== now.get(part))
    .map((part) => `${part}：宣布 ${before.get(part) ?? '—'}，重新计票 ${now.get(part) ?? '—'}`);
}

function partsOf(result: RoundResult, name: (id: string) => string): Map<string, string> {
  const parts = new Map([
    ['本轮', canonicalJson(result.round)],
    ['票数', canonicalJson(result.papers)],
  ]);
  const all = 'items' in result ? result.items : 'objects' in result ? result.objects : [];
  for (const each of all) parts.set(name(each.id), canonicalJson(each));
  if ('next' in result) parts.set('下一步', canonicalJson(result.next ?? null));
  return parts;
}
