import type { ItemsResult } from '$domain/result.ts';
import type { QuorumFigures } from './quorum.ts';
import type { RoundFacts } from './rounds.ts';
import type { Say } from './say.ts';
import type { Step } from './steps.ts';

export type StepFacts = {
  readonly round: RoundFacts | null;
  readonly quorum: QuorumFigures | null;
  readonly turnout: { readonly papers: number; readonly electors: number } | null;
  /** Of the count; only some kinds have valid and invalid papers as a whole. */
  readonly papers: { readonly collected: number } | ItemsResult['papers'] | null;
};

/** The figure that stands beside a step, empty where there is none. `time` writes a moment's time of day. */
export function stepFigure(
  step: Step,
  facts: StepFacts,
  say: Say,
  time: (iso: string) => string,
): string {
  const { round, turnout, papers } = facts;
  if (step.id === 'quorum') return quorumFigure(step, facts, say);
  if (step.id === 'close' && step.status === 'now' && turnout !== null) {
    return say('chair.figure.turnout', turnout);
  }
  if (step.id === 'announce' && step.status === 'now' && round?.signing) {
    const { signed, needed } = round.signing;
    return needed > 0 ? say('chair.figure.signed', { signed, needed }) : '';
  }
  if (step.status !== 'done' || round === null) return '';
  switch (step.id) {
    case 'start':
      return '';
    case 'present':
      return say('chair.figure.item', { position: round.position });
    case 'open': {
      const electors = round.roll?.issued;
      if (round.openedAt === null || electors === undefined) return '';
      return say('chair.figure.electors', { time: time(round.openedAt), electors });
    }
    case 'close':
      if (turnout === null) return '';
      return say('chair.figure.collected', {
        collected: turnout.papers,
        issued: round.roll?.issued ?? turnout.electors,
      });
    case 'count': {
      if (papers === null || !('valid' in papers)) return '';
      const { valid, invalid } = papers;
      return say('chair.figure.papers', { valid, invalid });
    }
    case 'announce':
      return round.announcedAt === null ? '' : time(round.announcedAt);
    case 'publish':
      return round.publishedAt === null ? '' : time(round.publishedAt);
  }
}

/** The quorum as it was at opening, or as it is now while the round is ready. */
function quorumFigure(step: Step, { round, quorum }: StepFacts, say: Say): string {
  if (step.status !== 'done' && step.status !== 'now') return '';
  if (step.status === 'now') {
    return quorum === null ? '' : say('chair.figure.missing', { missing: quorum.missing });
  }
  const present = round?.roll?.present ?? quorum?.present;
  if (present === undefined || quorum === null) return '';
  if (quorum.needed === 0) return say('chair.figure.present', { present });
  return say('chair.figure.quorum', { present, needed: quorum.needed });
}
