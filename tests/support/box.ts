import { expect } from 'vitest';
import type { Hall } from './hall.ts';

/**
 * In the box of a round are exactly these votes: the roll marks by cast id, the papers by receipt. Gives how many
 * papers there are.
 */
export async function expectInBox(
  { db }: Hall,
  roundId: string,
  votes: readonly { castId: string; receipt: string }[],
): Promise<number> {
  const marks = await db
    .selectFrom('roll_mark')
    .select('cast_id')
    .where('round_id', '=', roundId)
    .execute();
  expect(marks.map((row) => row.cast_id).toSorted()).toEqual(
    votes.map(({ castId }) => castId).toSorted(),
  );
  const papers = await db
    .selectFrom('paper')
    .select('receipt')
    .where('round_id', '=', roundId)
    .execute();
  expect(papers.map((row) => row.receipt).toSorted()).toEqual(
    votes.map(({ receipt }) => receipt).toSorted(),
  );
  return papers.length;
}
