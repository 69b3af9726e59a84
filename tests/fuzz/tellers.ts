import { isDeepStrictEqual } from 'node:util';
import type { BoxStatus, EntryList, OwnFigures } from '../../server/contract/paper/schemas.ts';
import type { z } from 'zod';
import type { RoundFacts } from './facts.ts';
import { entryOf, randomPile, readOtherwise, type Pile } from './piles.ts';
import type { Scene } from './scene.ts';

type Teller = { seat: 'tablet'; token: string };
type Entry = { done: boolean; contents: unknown[] };

/** Whether paper ballots are part of a round, and are being told now. */
export function hasPile({ medium, state }: RoundFacts): boolean {
  return medium !== 'tablet' && (state === 'closed' || state === 'tallied');
}

/**
 * The paper ballots of a round come back: their number is recorded and both tellers enter them, however far they
 * were before. The first time one of them may read a paper otherwise; then nothing may be counted.
 */
export function bringPile(scene: Scene, round: RoundFacts): Promise<void> {
  return scene.alone(round.id, async () => {
    const pile = pileOf(scene, round);
    await recordStock(scene, round, pile);
    const [first, second] = scene.tellers;
    if (first === undefined || second === undefined) throw new Error('a teller is missing');
    const random = scene.random.fork(`misread ${String(round.position)}`);
    if (round.counts.length === 0 && pile.papers.length > 0 && random.chance(0.5)) {
      const otherwise = readOtherwise(pile, round.definition, random);
      const differ = !isDeepStrictEqual(entryOf(round, otherwise), entryOf(round, pile));
      if (differ && (await bring(scene, round, first, otherwise))) {
        if (await bring(scene, round, second, pile)) await refusesToCount(scene, round);
      }
    }
    for (const teller of [first, second]) await bring(scene, round, teller, pile);
  });
}

/** Both tellers find that a paper says something else, after the round was counted: the count is made again. */
export function correctPile(scene: Scene, round: RoundFacts, seed: string): Promise<void> {
  return scene.alone(round.id, async () => {
    const piles = scene.model.piles.get(round.id) ?? [];
    const last = piles.at(-1);
    if (last === undefined || entryOf(round, last).length === 0 || last.papers.length === 0) return;
    const corrected = readOtherwise(last, round.definition, scene.random.fork(seed));
    // Known before it can be counted.
    piles.push(corrected);
    for (const teller of scene.tellers) await bring(scene, round, teller, corrected);
    scene.model.note('correct the pile');
  });
}

/** What lies in the box is made up when it is first opened. */
function pileOf({ model, random }: Scene, round: RoundFacts): Pile {
  const piles = model.piles.get(round.id) ?? [];
  model.piles.set(round.id, piles);
  const pile = piles.at(-1) ?? randomPile(round, random.fork(`pile ${String(round.position)}`));
  if (piles.length === 0) piles.push(pile);
  return pile;
}

async function recordStock(scene: Scene, { id }: RoundFacts, pile: Pile): Promise<void> {
  const { desk } = scene.hall;
  const read = await scene.request(desk, 'GET', `/rounds/${id}/box`);
  if (read?.status !== 200) return;
  const { stock } = read.body as BoxStatus;
  if (stock !== null && stock.collected !== null) return;
  const { issued, papers } = pile;
  const figures = { printed: issued, issued, collected: papers.length };
  const body = { ...figures, version: stock?.version ?? 0 };
  await scene.request(desk, 'PUT', `/rounds/${id}/stock`, body);
}

/** One teller goes through the pile, correcting whatever was entered before; true when all of it was taken. */
async function bring(
  scene: Scene,
  round: RoundFacts,
  teller: Teller,
  pile: Pile,
): Promise<boolean> {
  const wanted = entryOf(round, pile);
  if (wanted.length === 0) return true;
  const path = `/rounds/${round.id}`;
  const does = async (method: 'POST' | 'PUT' | 'DELETE', to: string, body?: unknown) =>
    (await scene.request(teller, method, path + to, body))?.status === 200;
  const own = await ownEntry(scene, round, teller);
  if (own === undefined) return false;
  const entered = own.contents;
  if (own.done && isDeepStrictEqual(entered, wanted)) return true;
  if (own.done && !(await does('POST', '/entry/reopen'))) return false;
  if (round.medium === 'figures') return does('PUT', '/figures', wanted[0]);
  for (let last = entered.length; last > wanted.length; last -= 1) {
    if (!(await does('DELETE', `/entry/${String(last)}`))) return false;
  }
  for (const [i, paper] of wanted.entries()) {
    if (isDeepStrictEqual(entered[i], paper)) continue;
    if (!(await does('PUT', `/entry/${String(i + 1)}`, paper))) return false;
  }
  return does('POST', '/entry/done');
}

async function ownEntry(
  scene: Scene,
  { id, medium }: RoundFacts,
  teller: Teller,
): Promise<Entry | undefined> {
  const what = medium === 'figures' ? 'figures' : 'entry';
  const answer = await scene.request(teller, 'GET', `/rounds/${id}/${what}`);
  if (answer?.status !== 200) return undefined;
  if (what === 'figures') {
    const { done, figures } = answer.body as z.infer<typeof OwnFigures>;
    return { done, contents: figures === null ? [] : [figures] };
  }
  const { done, papers } = answer.body as z.infer<typeof EntryList>;
  return { done, contents: papers.map(({ paper }) => paper) };
}

/** V6: while the tellers differ there is no count. */
async function refusesToCount(scene: Scene, { id }: RoundFacts): Promise<void> {
  const [chair] = scene.chairs;
  if (chair === undefined) throw new Error('a presider is missing');
  const answer = await scene.request(chair, 'POST', `/rounds/${id}/count`);
  if (answer?.status === 200) scene.model.breaks('V6', 'counted while the tellers differ', { id });
  if (answer?.status === 409) scene.model.note('tellers differ');
}
