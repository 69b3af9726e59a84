import type { RoundFacts } from './facts.ts';
import { press } from './presider.ts';
import type { Scene } from './scene.ts';

export type Tampering = 'tally' | 'paper' | 'lost paper';

/**
 * Somebody with the database's own rights changes the box of a closed round, which is thrown away with it: the
 * count has to stop (V6).
 */
export async function tamper(scene: Scene, how: Tampering): Promise<void> {
  const { model, database } = scene;
  // Nobody may be counting it just now.
  await scene.done();
  await scene.check();
  const round = model.facts.rounds.find(
    ({ id, state, papers, tally }) =>
      state === 'closed' &&
      papers.length > 0 &&
      (tally?.cells.length ?? 0) > 0 &&
      !model.spoiled.has(id),
  );
  const change = round === undefined ? undefined : changeOf(round, how);
  if (round === undefined || change === undefined) return;
  model.spoiled.add(round.id);
  await database.query(...change);
  model.note(`tampered with: ${how}`);
  await press(scene, { round, action: 'count' }, 0, false);
}

function changeOf({ id, papers }: RoundFacts, how: Tampering): [string, unknown[]] | undefined {
  if (how === 'tally') {
    return ['update round_tally set cells[1] = cells[1] + 1 where round_id = $1', [id]];
  }
  if (how === 'lost paper') {
    return ['delete from paper where receipt = $1', [papers[0]?.receipt]];
  }
  for (const { receipt, content } of papers) {
    const marks = content['marks'] as Record<string, unknown>;
    const [item, mark] = Object.entries(marks)[0] ?? [];
    const other = typeof mark === 'string' ? OTHER[mark] : undefined;
    if (item === undefined || other === undefined) continue;
    const changed = JSON.stringify({ ...content, marks: { ...marks, [item]: other } });
    return ['update paper set content = $2 where receipt = $1', [receipt, changed]];
  }
  return undefined;
}

/** Another mark of the same kind, so that the paper stays one that could have been cast. */
const OTHER: Record<string, string> = {
  for: 'against',
  against: 'abstain',
  abstain: 'against',
  good: 'poor',
  fair: 'good',
  poor: 'fair',
};
