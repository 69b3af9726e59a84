import type { RoundFacts } from './rounds.ts';
import type { RoundCount } from '$contract/counting/schemas.ts';
import { electingOf } from '$domain/digest.ts';
import type { z } from 'zod';
import { onPaperOnly } from '../ballot/medium.ts';
import type { Act } from './next-step.ts';
import type { QuorumFigures } from './quorum.ts';
import type { Unfinished } from '../ballot/unfinished.ts';
import type { Say } from '../i18n/say.ts';

/** What a dialog says before something that can't be undone. */
export type Confirmation = {
  readonly title: string;
  /** One sentence on what somebody may have overlooked; null when there is nothing. */
  readonly warning: string | null;
  /** What will happen, with the figures. */
  readonly lines: readonly string[];
  readonly confirm: string;
};

export type ConfirmationFacts = {
  readonly round: RoundFacts | null;
  readonly quorum: QuorumFigures | null;
  readonly turnout: { readonly papers: number; readonly electors: number } | null;
  readonly count: z.infer<typeof RoundCount> | null;
  /** 应到 and 实到 against the meeting's own quorum. */
  readonly meetingQuorum: QuorumFigures;
  /** What is left undone on the agenda. */
  readonly unfinished: readonly Unfinished[];
};

/** Acts that can be done at once: each can be repeated, or another can follow it. */
type Free = 'present' | 'count' | 'follow';
export type AskedAct = Exclude<Act, Free>;

/** Acts for which a reason is written down: 重新计票 before signing is complete, 重新投票 afterwards. */
export type Explained = 'recount' | 'revote';

/** Whether an act asks once before it is done. */
export function isAsked(act: Act): act is AskedAct {
  return act !== 'present' && act !== 'count' && act !== 'follow';
}

/** The dialog of an act that can't be undone. */
export function confirmationOf(act: AskedAct, facts: ConfirmationFacts, say: Say): Confirmation {
  const title = say(`chair.ask.${act}.title`, { title: facts.round?.title ?? '' });
  const confirm = say(`chair.ask.${act}.confirm`);
  return { title, confirm, warning: warningOf(act, facts, say), lines: linesOf(act, facts, say) };
}

function warningOf(act: AskedAct, facts: ConfirmationFacts, say: Say): string | null {
  if (act === 'close' && facts.turnout !== null && !onPaperOnly(mediumOf(facts))) {
    const { papers, electors } = facts.turnout;
    if (papers < electors) return say('chair.ask.close.missing', { count: electors - papers });
  }
  if (act === 'start' && facts.meetingQuorum.needed === 0) {
    return say('chair.ask.start.noQuorum', { ...facts.meetingQuorum });
  }
  if (act === 'end' && facts.unfinished.length > 0) {
    return say('chair.ask.end.unfinished', { count: facts.unfinished.length });
  }
  return null;
}

function mediumOf({ round }: ConfirmationFacts) {
  return round?.medium ?? 'tablet';
}

function linesOf(act: AskedAct, facts: ConfirmationFacts, say: Say): string[] {
  switch (act) {
    case 'start': {
      const { enrolled, present, needed } = facts.meetingQuorum;
      const rule = needed > 0 ? 'needed' : 'free';
      return [
        say('chair.ask.start.figures', { enrolled, present, needed, rule }),
        say('chair.ask.start.final'),
      ];
    }
    case 'open':
      return openLines(facts, say);
    case 'close': {
      const { papers, electors } = facts.turnout ?? { papers: 0, electors: 0 };
      const medium = mediumOf(facts);
      return [
        ...(medium === 'tablet' || medium === 'mixed'
          ? [say(`chair.ask.close.turnout.${medium}`, { papers, electors })]
          : []),
        ...(medium === 'tablet' ? [] : [say('chair.ask.close.paper')]),
        ...(onPaperOnly(medium) ? [] : [say('chair.ask.close.late')]),
        say('chair.ask.close.final'),
      ];
    }
    case 'announce':
      return [
        ...countLines(facts, say),
        say('chair.ask.announce.shown'),
        say('chair.ask.announce.final'),
      ];
    case 'publish':
      return [say('chair.ask.publish.shown'), say('chair.ask.publish.final')];
    case 'end':
      return [
        ...facts.unfinished.map(({ title, left }) =>
          say('chair.ask.end.item', { title, left: say(`left.${left}`) }),
        ),
        say('chair.ask.end.votes'),
        say('chair.ask.end.final'),
      ];
  }
}

function openLines({ round, quorum }: ConfirmationFacts, say: Say): string[] {
  const lines: string[] = [];
  const constituency = quorum?.constituency === true;
  if (constituency) lines.push(say('chair.ask.open.constituency'));
  else if (quorum !== null) {
    const { enrolled, present, needed } = quorum;
    const rule = needed > 0 ? 'needed' : 'free';
    lines.push(say('chair.ask.open.electors', { enrolled, present, needed, rule }));
  }
  if (round !== null)
    lines.push(say('chair.ask.open.rules', { items: round.definition.items.length }));
  if (!constituency) lines.push(say('chair.ask.open.late'));
  return [...lines, say('chair.ask.open.final')];
}

function countLines({ round, count }: ConfirmationFacts, say: Say): string[] {
  const result = count?.result;
  if (round === null || result === undefined || result.round !== 'valid') return [];
  if (!('items' in result)) {
    return [say('chair.ask.announce.objects', { collected: result.papers.collected })];
  }
  const { collected, valid, invalid } = result.papers;
  const elected = result.items.filter(({ outcome }) => outcome === 'elected').length;
  const tied = result.items.filter(({ outcome }) => outcome === 'tied').length;
  const way = electingOf(round.definition);
  return [
    say('chair.ask.announce.papers', { collected, valid, invalid }),
    say(`chair.ask.announce.${way}`, { elected, tied, items: result.items.length }),
  ];
}
