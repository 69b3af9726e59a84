import type { DecisionList } from '$contract/decisions/schemas.ts';
import type { CountedRoll } from '$contract/counting/schemas.ts';
import type { ItemsResult } from '$domain/result.ts';
import type { z } from 'zod';
import type { QuorumFigures } from './quorum.ts';
import type { RoundFacts } from './rounds.ts';
import type { Say } from '../i18n/say.ts';
import type { Step } from './steps.ts';

export type StepFacts = {
  readonly round: RoundFacts | null;
  readonly quorum: QuorumFigures | null;
  readonly turnout: { readonly papers: number; readonly electors: number } | null;
  /** Of the count; only some kinds have valid and invalid papers as a whole. */
  readonly papers: { readonly collected: number } | ItemsResult['papers'] | null;
  /** Tablets and paper together, once counted. */
  readonly counted: z.infer<typeof CountedRoll> | null;
  readonly decisions: z.infer<typeof DecisionList> | null;
};

/** The figure that stands beside a step, empty where there is none. `time` writes a moment's time of day. */
export function stepFigure(
  step: Step,
  facts: StepFacts,
  say: Say,
  time: (iso: string) => string,
): string {
  const { round, turnout, papers, counted } = facts;
  if (step.id === 'rules' || step.id === 'officers') return decidedFigure(step, facts, say);
  if (step.id === 'quorum') return quorumFigure(step, facts, say);
  // The turnout is of tablets; how many papers lie in a box of paper shows when it was opened.
  const onTablets = round?.medium === 'tablet';
  if (step.id === 'close' && step.status === 'now' && turnout !== null && onTablets) {
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
      if (!onTablets) return time(round.openedAt);
      return say('chair.figure.electors', { time: time(round.openedAt), electors });
    }
    case 'close':
      if (counted !== null) return say('chair.figure.collected', { ...counted });
      if (turnout === null || !onTablets) return '';
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
  if (quorum.constituency) return say('chair.figure.afterVoting');
  if (quorum.needed === 0) return say('chair.figure.present', { present });
  return say('chair.figure.quorum', { present, needed: quorum.needed });
}

/** What the meeting decided by show of hands: the votes for its rules, and how many hold which office. */
function decidedFigure(step: Step, { decisions }: StepFacts, say: Say): string {
  if (step.status !== 'done' || decisions === null) return '';
  if (step.id === 'rules') {
    const rules = decisions.decisions.findLast(({ kind, passed }) => kind === 'rules' && passed);
    if (rules === undefined) return '';
    return say('chair.figure.hands', { for: rules.for, present: rules.present });
  }
  const scrutineers = decisions.officers.filter(({ office }) => office.endsWith('scrutineer'));
  return say('chair.figure.officers', {
    scrutineers: scrutineers.length,
    tellers: decisions.officers.length - scrutineers.length,
  });
}
