import type { RoomView } from '../../server/contract/room/schemas.ts';
import { RANK } from './checks.ts';
import { lettingOut } from './let-out.ts';
import type { Model } from './model.ts';

type Picture = { seq: number; view: RoomView };

/** Watches one page from its opening to its end: what it shows never goes back (V5, V12). */
export function watcher(model: Model, name: string): (picture: Picture) => void {
  const letOut = lettingOut(model);
  let last: Picture | undefined;
  return (picture) => {
    model.pictured(name, picture);
    letOut(picture.view);
    const before = last;
    last = picture;
    if (before === undefined) return;
    if (picture.seq < before.seq) model.breaks('V5', `${name} went back in the sequence`);
    const back = figuresBack(before.view, picture.view) ?? statesBack(before.view, picture.view);
    if (back !== undefined) {
      const detail = [before.seq, picture.seq, before.view.tally, picture.view.tally];
      model.breaks(back.startsWith('state') ? 'V12' : 'V5', `${name}: ${back}`, detail);
    }
  };
}

function figuresBack(before: RoomView, now: RoomView): string | undefined {
  const [a, b] = [before.tally, now.tally];
  if (a === null || b === null || a.roundId !== b.roundId) return undefined;
  if (b.papers < a.papers) return 'fewer papers than before';
  if (b.shownPapers < a.shownPapers) return 'fewer papers shown than before';
  if (b.shownPapers > b.papers) return 'more papers shown than there are';
  for (const item of a.items ?? []) {
    const next = b.items?.find(({ id }) => id === item.id);
    if (next === undefined) return `no figures of ${item.id} any more`;
    if (next.for < item.for || next.against < item.against || next.abstain < item.abstain) {
      return `figures of ${item.id} went back`;
    }
  }
  return undefined;
}

function statesBack(before: RoomView, now: RoomView): string | undefined {
  for (const { id, state } of before.agenda) {
    const next = now.agenda.find((round) => round.id === id);
    if (next !== undefined && RANK[next.state] < RANK[state]) {
      return `state of a round from ${state} to ${next.state}`;
    }
  }
  return undefined;
}
