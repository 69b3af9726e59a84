import type { SettleAnswer, Vote, VoteAnswer } from '../../server/contract/room/socket.ts';
import { randomBallot } from './ballots.ts';
import type { Tablet } from './device.ts';
import type { Cast } from './model.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

/** Tablets on which somebody could vote now. */
export function ableToVote({ tablets, spares }: Scene): Tablet[] {
  return [...tablets, ...spares].filter(({ page }) => {
    const round = page?.view?.round;
    return round?.state === 'voting' && page?.cast(round.id)?.name === 'marking';
  });
}

/** Signed-in tablets of people who have no vote in the round that is open. */
export function outsiders({ tablets, model }: Scene): Tablet[] {
  const open = model.facts.rounds.find(({ state }) => state === 'voting');
  if (open === undefined) return [];
  const electors = new Set(open.electors.map(({ person }) => person));
  return tablets.filter(({ person, signedIn }) => signedIn && !electors.has(person));
}

/** A tablet's owner votes in the round that the tablet shows. */
export function voteAt({ page }: Tablet, random: Random): void {
  const round = page?.view?.round;
  if (!round) return;
  const { marks, writeIns } = randomBallot(round.definition, random);
  page?.vote(round.id, marks, writeIns);
}

/**
 * Somebody who knows the protocol sends votes of their own making, several at once through whatever processes,
 * in whatever round there is, with the right to vote or without.
 */
export async function voteWithoutPage(
  scene: Scene,
  tablet: Tablet,
  times: number,
  random: Random,
): Promise<void> {
  const { rounds } = scene.model.facts;
  if (tablet.network.token === '' || rounds.length === 0) return;
  const open = rounds.find(({ state }) => state === 'voting');
  const round = open !== undefined && random.chance(0.9) ? open : random.pick(rounds);
  const votes = Array.from({ length: times }, (): Vote => {
    const { marks, writeIns } = randomBallot(round.definition, random);
    return {
      roundId: round.id,
      castId: random.uuid(),
      receipt: random.uuid(),
      marks,
      ...(writeIns.length === 0 ? {} : { writeIns }),
    };
  });
  await Promise.all(votes.map((vote) => send(scene, tablet, vote)));
}

/** Sends a vote again that some device has sent before, from its owner's tablet, to any process (V3). */
export async function sendAgain(scene: Scene, cast: Cast): Promise<void> {
  const tablet = ofPerson(scene, cast.person);
  if (tablet !== undefined) await send(scene, tablet, cast.vote);
}

/** Asks what became of a vote, at any process. */
export async function ask(scene: Scene, cast: Cast): Promise<void> {
  const tablet = ofPerson(scene, cast.person);
  if (tablet === undefined) return;
  const who = { seat: 'tablet' as const, token: tablet.network.token };
  const { roundId, castId } = cast.vote;
  const answer = await scene.request(who, 'POST', '/vote/settle', { roundId, castId });
  if (answer?.status === 200) scene.model.answered(answer.body as SettleAnswer);
}

async function send(scene: Scene, tablet: Tablet, vote: Vote): Promise<void> {
  scene.model.sent(tablet.person, vote);
  const who = { seat: 'tablet' as const, token: tablet.network.token };
  const answer = await scene.request(who, 'POST', '/vote', vote);
  if (answer?.status === 200) scene.model.answered(answer.body as VoteAnswer);
}

function ofPerson(scene: Scene, person: string): Tablet | undefined {
  return [...scene.tablets, ...scene.spares].find(
    (tablet) => tablet.person === person && tablet.signedIn,
  );
}
