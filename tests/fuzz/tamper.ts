import type { RoundFacts } from './facts.ts';
import { press } from './presider.ts';
import type { Scene } from './scene.ts';

export type Tampering = 'tally' | 'paper' | 'lost paper';
type Change = [string, unknown[]];

/**
 * Somebody with the database's own rights changes the box of a closed round, which is thrown away with it: the
 * count has to stop (V6). Where no box is closed just then, one that takes votes is closed first.
 */
export async function tamper(scene: Scene, how: Tampering): Promise<void> {
  const { model, database } = scene;
  // Nobody may be counting it just now.
  await settled(scene);
  const voting = model.facts.rounds.find(
    ({ state, papers }) => state === 'voting' && papers.length > 0,
  );
  if (boxToChange(scene) === undefined && voting !== undefined) {
    await press(scene, { round: voting, action: 'close' }, 0, false);
    await settled(scene);
  }
  // Somebody has to be there to notice.
  if (scene.processes.many === 0) await scene.processes.start();
  const round = boxToChange(scene);
  if (round === undefined) return;
  model.spoiled.add(round.id);
  await database.query(...changeOf(round, how));
  model.note(`tampered with: ${how}`);
  await press(scene, { round, action: 'count' }, 0, false);
}

async function settled(scene: Scene): Promise<void> {
  await scene.done();
  await scene.check();
}

function boxToChange({ model }: Scene): RoundFacts | undefined {
  return model.facts.rounds.find(
    ({ id, state, papers }) => state === 'closed' && papers.length > 0 && !model.spoiled.has(id),
  );
}

/** A paper is lost where the other ways leave a mark that could not be, or none: scorecards have no cells. */
function changeOf({ id, papers, tally }: RoundFacts, how: Tampering): Change {
  if (how === 'tally' && (tally?.cells.length ?? 0) > 0) {
    return ['update round_tally set cells[1] = cells[1] + 1 where round_id = $1', [id]];
  }
  const changed = how === 'paper' ? changedPaper(papers) : undefined;
  return changed ?? ['delete from paper where receipt = $1', [papers[0]?.receipt]];
}

/** One mark of one paper made another one. */
function changedPaper(papers: RoundFacts['papers']): Change | undefined {
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
