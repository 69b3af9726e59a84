/** Counts a published box (`gongyi-box/1`): the round document in it, once the receipts fit its papers. */
import { z } from 'zod';
import { count } from '../../server/domain/count/count.ts';
import { err, ok, type Outcome } from '../../server/domain/outcome.ts';
import { BOX_FORMAT, readHead, type Refusal } from '../../server/domain/round/document.ts';
import type { Counted } from './countSource.ts';

const publishedBox = z.strictObject({
  format: z.literal(BOX_FORMAT),
  receipts: z.array(z.uuid()),
  round: z.looseObject({ papers: z.array(z.unknown()) }),
});

/** Whether these members of a document say that it is a published box. */
export function isPublishedBox(members: Readonly<Record<string, unknown>>): boolean {
  return members['format'] === BOX_FORMAT;
}

/** The result of the box, or why it is refused: a receipt for every paper, each once, in their order. */
export function countPublishedBox(
  members: Readonly<Record<string, unknown>>,
): Outcome<Counted, Refusal> {
  const parsed = publishedBox.safeParse(members);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err({ path: issue?.path.join('.') ?? '', reason: issue?.message ?? 'not a box' });
  }
  const { receipts, round } = parsed.data;
  if (receipts.length !== round.papers.length) {
    const reason = `${String(receipts.length)} receipts for ${String(round.papers.length)} papers`;
    return err({ path: 'receipts', reason });
  }
  const wrong = receipts.findIndex((receipt, i) => i > 0 && receipt <= (receipts[i - 1] ?? ''));
  if (wrong > 0) {
    return err({ path: `receipts[${String(wrong)}]`, reason: 'receipts must ascend, each once' });
  }
  const counted = count(round);
  const { papers: _, ...rest } = round;
  const head = readHead(rest);
  if (counted.ok && head.ok) return ok({ head: head.value, result: counted.value });
  const { path, reason } = counted.ok ? { path: '', reason: 'not a round' } : counted.error;
  return err({ path: path === '' ? 'round' : `round.${path}`, reason });
}
