import type { Screen, Tablet } from './device.ts';
import { appoint, change, draft, follow, nextMove, press, recount } from './presider.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { Step } from './steps.ts';
import { tamper } from './tamper.ts';
import { correctPile, hasPile } from './tellers.ts';
import { ableToVote, ask, outsiders, sendAgain, voteAt, voteWithoutPage } from './votes.ts';

/** Begins a step. Most of what it sets going goes on while the next steps come. */
export async function play(scene: Scene, step: Step): Promise<void> {
  const { model, hall, processes } = scene;
  switch (step.does) {
    case 'come':
      scene.meanwhile(come(scene, of(scene.tablets, step.who)));
      return;
    case 'come with a second device':
      scene.meanwhile(come(scene, of(scene.spares, step.who)));
      return;
    case 'reload':
      of(inUse(scene), step.who).reload();
      return;
    case 'switch off':
      of(tabletsOf(scene), step.who).off();
      return;
    case 'sign out':
      scene.meanwhile(signOut(scene, of(tabletsOf(scene), step.who)));
      return;
    case 'wake':
      of(inUse(scene), step.who).page?.wake();
      return;
    case 'mark again': {
      const { page } = of(tabletsOf(scene), step.who);
      const round = page?.view?.round;
      if (round) page?.again(round.id);
      return;
    }
    case 'new card':
      scene.meanwhile(newCard(scene, of(scene.people, step.who)));
      return;
    case 'attendance':
    case 'standing': {
      const person = of(scene.people, step.who);
      const patch = step.does === 'standing' ? step.patch : { attendance: step.is };
      const path = `/meetings/${hall.meetingId}/roll/${person}`;
      scene.meanwhile(scene.request(hall.desk, 'PATCH', path, patch));
      return;
    }
    case 'vote': {
      const able = ableToVote(scene);
      if (able.length > 0) voteAt(of(able, step.who), scene.random.fork(step.ballot));
      return;
    }
    case 'rush': {
      const random = scene.random.fork(step.ballot);
      rush(scene, step.share, random);
      const move = nextMove(scene);
      if (step.closing && move?.action === 'close') {
        scene.meanwhile(press(scene, move, 0, random.chance(0.5)));
      }
      return;
    }
    case 'vote past the page': {
      const random = scene.random.fork(step.ballot);
      const signedIn = tabletsOf(scene).filter((tablet) => tablet.signedIn);
      const without = outsiders(scene);
      const from = without.length > 0 && random.chance(0.4) ? without : signedIn;
      if (from.length === 0) return;
      scene.meanwhile(voteWithoutPage(scene, of(from, step.who), step.times, random));
      return;
    }
    case 'send an old vote again':
    case 'ask for an old vote': {
      const casts = [...model.casts.values()];
      if (casts.length === 0) return;
      const cast = of(casts, step.which);
      const again = step.does === 'send an old vote again';
      scene.meanwhile(again ? sendAgain(scene, cast) : ask(scene, cast));
      return;
    }
    case 'weather': {
      const { network } = of(inUse(scene), step.who);
      network.up = step.up;
      network.down = step.down;
      return;
    }
    case 'calm':
      of(inUse(scene), step.who).network.calm();
      return;
    case 'only HTTP': {
      const { network } = of(inUse(scene), step.who);
      network.httpOnly = true;
      network.cut('both');
      return;
    }
    case 'no network': {
      const { network } = of(inUse(scene), step.who);
      network.away = true;
      network.cut('both');
      return;
    }
    case 'cut':
      of(inUse(scene), step.who).network.cut(step.told);
      return;
    case 'silence':
      of(inUse(scene), step.who).network.silence(step.direction);
      return;
    case 'draft':
      if (model.facts.rounds.filter(({ state }) => state === 'ready').length < 2) {
        scene.meanwhile(draft(scene, scene.random.fork(step.of)));
      }
      return;
    case 'go on': {
      const move = nextMove(scene);
      if (move === undefined) {
        scene.meanwhile(draft(scene, scene.random.fork(String(model.facts.seq))));
        return;
      }
      const { marks, electors } = move.round;
      const onTablets = electors.filter(({ medium }) => medium === 'tablet').length;
      if (step.patient && move.action === 'close' && 2 * marks.length < onTablets) return;
      const pressed = press(scene, move, step.presider, step.both);
      scene.meanwhile(pressed);
      // Mostly a press is answered before the next step, and there is time to see that a round was opened.
      if (step.waitMs > 0) await pressed;
      if (step.waitMs > 0 && move.action === 'open') await seen(scene);
      return;
    }
    case 'press': {
      const { rounds } = model.facts;
      if (rounds.length === 0) return;
      const { action, presider } = step;
      scene.meanwhile(press(scene, { round: of(rounds, step.round), action }, presider, false));
      return;
    }
    case 'follow': {
      const { rounds } = model.facts;
      if (rounds.length > 0) scene.meanwhile(follow(scene, of(rounds, step.round), step.origin));
      return;
    }
    case 'change a round': {
      const { rounds } = model.facts;
      if (rounds.length === 0) return;
      const random = scene.random.fork(step.of);
      scene.meanwhile(change(scene, of(rounds, step.round), random));
      return;
    }
    case 'count again':
      scene.meanwhile(countAgain(scene, step.correct));
      return;
    case 'appoint':
      scene.meanwhile(appoint(scene, of(scene.people, step.who)));
      return;
    case 'tamper':
      await tamper(scene, step.how);
      return;
    case 'start a process':
      await processes.start();
      return;
    case 'stop a process':
      processes.stop();
      return;
    case 'crash a process':
      processes.crash();
      return;
    case 'kill connections':
      await killConnections(scene, step.of);
      return;
    case 'lose answers of the database':
      await loseAnswers(scene, scene.random.fork(step.ballot));
      return;
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function of<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

/** Devices with a page on them. The screens always have one. */
function inUse({ devices }: Scene): (Tablet | Screen)[] {
  return devices.filter(({ page }) => page !== undefined);
}

function tabletsOf({ tablets, spares }: Scene): Tablet[] {
  // A first device four times as often as a second one.
  return [...tablets, ...tablets, ...tablets, ...tablets, ...spares];
}

/** Waits until somebody could vote, but not for long. */
async function seen(scene: Scene): Promise<void> {
  const deadline = performance.now() + 500;
  while (ableToVote(scene).length === 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function come(scene: Scene, tablet: Tablet): Promise<void> {
  const origin = scene.processes.origin();
  const code = scene.cards.get(tablet.person);
  if (origin === undefined || code === undefined) return;
  await tablet.signIn(origin, code);
}

async function signOut(scene: Scene, tablet: Tablet): Promise<void> {
  if (!tablet.signedIn) return;
  const { token } = tablet.network;
  tablet.page?.signOut();
  tablet.off();
  await scene.request({ seat: 'tablet', token }, 'POST', '/sign-out');
}

async function newCard(scene: Scene, person: string): Promise<void> {
  const { hall } = scene;
  const path = `/meetings/${hall.meetingId}/cards`;
  const answer = await scene.request(hall.desk, 'POST', path, { who: [person] });
  if (answer?.status !== 200) return;
  for (const { code } of (answer.body as { cards: { code: string }[] }).cards) {
    scene.cards.set(person, code);
  }
}

/** Whoever can votes at once, or a part of them. */
function rush(scene: Scene, share: number, random: Random): void {
  for (const tablet of random.shuffled(ableToVote(scene))) {
    if (random.chance(share)) voteAt(tablet, random);
  }
}

/** The count is made again; a pile of paper ballots may have been corrected before. */
async function countAgain(scene: Scene, correct: string | null): Promise<void> {
  const round = scene.model.facts.rounds.find(({ state }) => state === 'tallied');
  if (round === undefined) return;
  if (correct !== null && hasPile(round)) await correctPile(scene, round, correct);
  await recount(scene, round);
}

/**
 * While people vote, what the database says doesn't reach the server any more, and once votes have been written
 * every connection breaks: the server can't know of them.
 */
async function loseAnswers(scene: Scene, random: Random): Promise<void> {
  const { network } = scene;
  scene.disturbed += 1;
  // A process knows the round's rules by its first vote.
  rush(scene, 0.4, random);
  await written(scene);
  network.hold('down');
  rush(scene, 1, random);
  await written(scene);
  network.restore();
  network.cutAll();
}

/** Waits until a vote is written, but not for long. */
async function written(scene: Scene): Promise<void> {
  const deadline = performance.now() + 300;
  const before = await scene.marks();
  while ((await scene.marks()) === before && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

/** Ends connections of the server to its database, as an administrator or a network would. */
async function killConnections(scene: Scene, what: 'everything' | 'listeners'): Promise<void> {
  scene.disturbed += 1;
  await scene.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = any($1)`,
    [what === 'listeners' ? ['gongyi listener'] : ['gongyi', 'gongyi listener']],
  );
}
