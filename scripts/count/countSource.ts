/** Counts one document from a source, holding one paper at a time. */
import { startCount } from '../../server/domain/count/count.ts';
import { err, ok, type Outcome } from '../../server/domain/outcome.ts';
import type { RoundResult } from '../../server/domain/result.ts';
import { readHead, type Refusal, type RoundHead } from '../../server/domain/round/document.ts';
import { countPublishedBox, isPublishedBox } from './publishedBox.ts';
import type { Source } from './source.ts';
import { DocumentSplitter, readPart, type Parts } from './splitter.ts';

/** A count with what it was counted by, for whoever tells of it. */
export type Counted = { readonly head: RoundHead; readonly result: RoundResult };

/** The result alone. */
export async function countSource(source: Source): Promise<Outcome<RoundResult, Refusal>> {
  const counted = await countWithHead(source);
  return counted.ok ? ok(counted.value.result) : counted;
}

/**
 * Two passes: the first reads everything but the papers, which may stand anywhere in the document;
 * the second takes the papers one by one. A published box has its papers inside and is read whole.
 */
export async function countWithHead(source: Source): Promise<Outcome<Counted, Refusal>> {
  const entries: [string, unknown][] = [];
  const first = await split(source, {
    member(key, part) {
      const read = readPart(part, key);
      if ('reason' in read) return read;
      entries.push([key, read.value]);
      return null;
    },
  });
  if (first.refusal) return err(first.refusal);
  const members = Object.fromEntries(entries);
  if (isPublishedBox(members) && !first.sawPapers) return countPublishedBox(members);
  const rest = entries.filter(([key]) => key !== 'papers');
  const head = readHead(Object.fromEntries(rest));
  if (!head.ok) return head;
  if (!first.sawPapers || rest.length < entries.length) {
    return err({ path: 'papers', reason: 'must be a list of papers' });
  }
  const running = startCount(head.value);
  const second = await split(source, {
    paper(part, index) {
      const read = readPart(part, `papers[${index}]`);
      return 'reason' in read ? read : running.take(read.value);
    },
  });
  if (second.refusal) return err(second.refusal);
  const finished = running.finish();
  return finished.ok ? ok({ head: head.value, result: finished.value }) : finished;
}

async function split(
  source: Source,
  parts: Parts,
): Promise<{ refusal: Refusal | null; sawPapers: boolean }> {
  const splitter = new DocumentSplitter(parts);
  for await (const chunk of source.chunks()) {
    const refusal = splitter.push(chunk);
    if (refusal) return { refusal, sawPapers: splitter.sawPapers };
  }
  return { refusal: splitter.end(), sawPapers: splitter.sawPapers };
}
