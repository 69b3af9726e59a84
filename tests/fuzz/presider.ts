import type { Round, RoundAction } from '../../server/contract/rounds/schemas.ts';
import type { Answer } from '../support/hall.ts';
import { randomDefinition } from './ballots.ts';
import { RANK } from './checks.ts';
import type { RoundFacts } from './facts.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import { bringPile, correctPile, hasPile } from './tellers.ts';

type Move = { round: RoundFacts; action: RoundAction | 'revote' };

/** Prepares a round at the office, ready to be presented. */
export async function draft(scene: Scene, random: Random): Promise<void> {
  const { hall } = scene;
  const path = `/meetings/${hall.meetingId}/rounds`;
  const drafted = await scene.request(hall.desk, 'POST', path, randomRound(random));
  if (drafted?.status !== 200) return;
  await scene.request(hall.desk, 'POST', `/rounds/${(drafted.body as Round).id}/make-ready`);
}

function randomRound(random: Random) {
  const medium = random.weighted([
    [12, 'tablet'],
    [8, 'mixed'],
    [3, 'figures'],
  ] as const);
  return {
    title: `样例 ${String(random.int(1000))}`,
    display: random.pick(['live', 'batched', 'batched', 'turnout']),
    shownGroup: random.pick([null, 5, 5, 6]),
    medium,
    definition: randomDefinition(random, medium),
  };
}

/** The office changes a round, or takes it away, in whatever state it is: only a draft may be (V8). */
export async function change(scene: Scene, { id }: RoundFacts, random: Random): Promise<void> {
  const { hall } = scene;
  const read = await scene.request(hall.desk, 'GET', `/meetings/${hall.meetingId}/rounds`);
  if (read?.status !== 200) return;
  const round = (read.body as { rounds: Round[] }).rounds.find((known) => known.id === id);
  if (round === undefined) return;
  const goes = random.chance(0.2);
  const body = { ...randomRound(random), version: round.version };
  const answer = goes
    ? await scene.request(hall.desk, 'DELETE', `/rounds/${id}`)
    : await scene.request(hall.desk, 'PUT', `/rounds/${id}`, body);
  if (answer?.status === 200 || answer?.status === 204) scene.model.note('change a draft');
}

/** What a presider would press next: what is on the floor goes on, or else the next round is opened. */
export function nextMove({ model }: Scene): Move | undefined {
  const { rounds } = model.facts;
  const replaced = (round: RoundFacts) =>
    rounds.some(
      (other) =>
        other.predecessor === round.id && other.origin === 'revote' && RANK[other.state] > 0,
    );
  const open = rounds.filter((round) => !replaced(round));
  for (const round of open) {
    if (round.state === 'voting') return { round, action: 'close' };
    if (round.state === 'closed' && !model.spoiled.has(round.id)) return { round, action: 'count' };
    if (round.state === 'tallied' || round.state === 'signed') return { round, action: 'announce' };
    if (round.state === 'announced') return { round, action: 'publish' };
  }
  const ready = rounds.find(({ state }) => state === 'ready');
  if (ready !== undefined) return { round: ready, action: 'open' };
  const stuck = open.find(({ id, state }) => {
    const ends: string[] = ['closed', 'void', 'inquorate'];
    return ends.includes(state) && !rounds.some(({ predecessor }) => predecessor === id);
  });
  return stuck === undefined ? undefined : { round: stuck, action: 'revote' };
}

/** Presses one thing, at one process; `both` presiders press it at two processes at once: one gets it. */
export async function press(
  scene: Scene,
  { round, action }: Move,
  presider: number,
  both: boolean,
): Promise<void> {
  if (action === 'revote') {
    await follow(scene, round, 'revote');
    return;
  }
  if (action === 'count' && hasPile(round)) await bringPile(scene, round);
  let stale = false;
  if (action === 'announce') {
    if (hasPile(round)) await correctOrBring(scene, round);
    stale = await signed(scene, round);
  }
  const origins = scene.processes.two();
  if (origins === undefined) return;
  const one = (i: number): Promise<Answer | undefined> => {
    const chair = scene.chairs[(presider + i) % 2];
    if (chair === undefined) throw new Error('a presider is missing');
    const who = ['make-ready', 'back-to-draft'].includes(action) ? scene.hall.desk : chair;
    return scene.request(who, 'POST', `/rounds/${round.id}/${action}`, undefined, origins[i]);
  };
  const answers = await Promise.all(both ? [one(0), one(1)] : [one(0)]);
  const done = answers.filter((answer) => answer?.status === 200);
  if (done.length > 0) scene.model.note(action);
  if (done.length > 1 && action !== 'present') {
    scene.model.breaks('V12', `two presiders did the same: ${action}`, { round: round.id });
  }
  const refused = answers.find((answer) => answer?.status === 409);
  if (action === 'count' && done.length > 0 && scene.model.spoiled.has(round.id)) {
    scene.model.breaks('V6', 'a box that was tampered with has been counted', { round: round.id });
  }
  const code = codeOf(refused);
  if (stale || (action === 'announce' && code === 'not_counted_yet')) await recount(scene, round);
  if (code === 'tally_differs') {
    if (scene.model.spoiled.has(round.id)) scene.model.note('tampering noticed');
    else scene.model.breaks('V6', 'an honest box differs from its tally', { round: round.id });
  }
}

/** Paper ballots are corrected at the last moment, or where that stopped half-way it is brought to its end. */
async function correctOrBring(scene: Scene, round: RoundFacts): Promise<void> {
  const random = scene.random.fork(`corrected ${String(round.position)}`);
  const corrects = round.counts.length === 1 && random.chance(0.5);
  await (corrects ? correctPile(scene, round, 'at last') : bringPile(scene, round));
}

function codeOf(answer: Answer | undefined): string | undefined {
  return (answer?.body as { error?: { code?: string } } | undefined)?.error?.code;
}

/** Makes a following round, with a reason in any case. */
export async function follow(
  scene: Scene,
  round: RoundFacts,
  origin: 'runoff' | 'supplementary' | 'revote',
): Promise<void> {
  const body = { origin, reason: '样例理由' };
  const path = `/rounds/${round.id}/successor`;
  const answer = await scene.request(scene.hall.desk, 'POST', path, body);
  if (answer?.status === 200) scene.model.note(origin);
}

/** The count is made again, as after a teller's correction: a further version (V12). */
export async function recount(scene: Scene, round: RoundFacts): Promise<void> {
  const [chair] = scene.chairs;
  if (chair === undefined) throw new Error('a presider is missing');
  const path = `/rounds/${round.id}/recount`;
  const answer = await scene.request(chair, 'POST', path, { reason: '样例理由' });
  if (answer?.status === 200) scene.model.note('recount');
}

/** The meeting decides on a scrutineer: what is opened from now on has to be signed. */
export async function appoint(scene: Scene, personId: string): Promise<void> {
  const { hall } = scene;
  const hands = { for: 0, against: 0, abstain: 0 };
  const roll = await scene.request(hall.desk, 'GET', `/meetings/${hall.meetingId}/roll`);
  if (roll?.status !== 200) return;
  hands.for = (roll.body as { figures: { present: number } }).figures.present;
  const officers = [{ personId, office: 'scrutineer' }];
  const body = { kind: 'officers', subject: '样例名单', ...hands, officers };
  const path = `/meetings/${hall.meetingId}/decisions`;
  const answer = await scene.request(hall.desk, 'POST', path, body);
  if (answer?.status === 200) scene.model.note('appoint');
}

/** Whoever is a scrutineer and has a tablet signs the newest count; true when the papers were corrected after it. */
async function signed(scene: Scene, round: RoundFacts): Promise<boolean> {
  const version = round.counts.at(-1)?.version;
  let stale = false;
  const tablets = scene.tablets.filter(({ page }) => page?.self?.office === 'scrutineer');
  for (const { network } of tablets) {
    const who = { seat: 'tablet' as const, token: network.token };
    const answer = await scene.request(who, 'POST', `/rounds/${round.id}/sign`, { version });
    if (answer?.status === 200) scene.model.note('sign');
    stale ||= codeOf(answer) === 'not_counted_yet';
  }
  return stale;
}
