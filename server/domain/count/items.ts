/** Counts `choose`, `each`, `package`, `election` and `rank`: approvals item by item. */
import { withoutCandidates } from '../candidates.ts';
import { percent } from '../fraction.ts';
import { passes } from '../majority.ts';
import { own } from '../own.ts';
import { RESULT_FORMAT, type InvalidReason, type ItemsResult, type ResultItem } from '../result.ts';
import type { DefinitionOf, RoundDefinition } from '../round/definition.ts';
import type { Paper } from '../round/paper.ts';
import type { Roll } from '../round/roll.ts';
import type { MajorityRule } from '../round/rules.ts';
import { Pile, type ItemFigures } from './pile.ts';
import { decideSeats, ranksOf, type SeatRule } from './seats.ts';
import type { Counter } from './counter.ts';
import { reasonInvalid } from './validity.ts';

/** The kinds whose result has items. */
export type ItemsDefinition = DefinitionOf<'choose' | 'each' | 'package' | 'election' | 'rank'>;

/** Takes papers one by one and keeps figures only. */
export class ItemsCounter implements Counter<ItemsResult> {
  readonly #definition: ItemsDefinition;
  readonly #roll: Roll;
  readonly #reasons: Record<InvalidReason, number> = {
    illegible: 0,
    too_many: 0,
    too_few: 0,
    bad_ranking: 0,
  };
  readonly #all: Pile;
  /** A pile for every class that a majority rule names. */
  readonly #classes = new Map<string, Pile>();

  constructor(definition: ItemsDefinition, roll: Roll) {
    this.#definition = definition;
    this.#roll = roll;
    this.#all = new Pile(definition);
    for (const rule of definition.majority) {
      if (rule.class !== undefined) this.#classes.set(rule.class, new Pile(definition));
    }
  }

  add(given: Paper): void {
    const paper = withoutCandidates(this.#definition, given);
    const reason = reasonInvalid(this.#definition, paper);
    if (reason) this.#reasons[reason] += 1;
    const own = paper.class === undefined ? undefined : this.#classes.get(paper.class);
    for (const pile of own ? [this.#all, own] : [this.#all]) {
      pile.collected += 1;
      if (!reason) pile.add(paper);
    }
  }

  result(): ItemsResult {
    const all = this.#all;
    return decideItems(this.#definition, {
      papers: {
        collected: all.collected,
        valid: all.valid,
        invalid: all.collected - all.valid,
        reasons: this.#reasons,
      },
      items: all.figures(),
      approvals: (rule, id) => this.#pile(rule).approvals(id),
      base: (rule) => this.#base(rule),
    });
  }

  #base(rule: MajorityRule | null): number {
    const pile = this.#pile(rule);
    switch (rule?.base) {
      case undefined:
      case 'valid':
        return pile.valid;
      case 'collected':
        return pile.collected;
      case 'issued':
        return this.#roll.issued;
      case 'enrolled':
      case 'present':
        return this.#rollOf(rule.class)[rule.base];
    }
  }

  #pile(rule: MajorityRule | null): Pile {
    return rule?.class === undefined ? this.#all : (this.#classes.get(rule.class) ?? this.#all);
  }

  #rollOf(name: string | undefined): Pick<Roll, 'enrolled' | 'present'> {
    if (name === undefined) return this.#roll;
    const group = own(this.#roll.classes ?? {}, name);
    // Reading a document refuses a rule whose class the roll does not know.
    if (!group) throw new Error('the roll has no figures for a class of the majority');
    return group;
  }
}

/** What a decision is made of, wherever it was counted. */
export type ItemsCount = {
  readonly papers: ItemsResult['papers'];
  /** In the document's order, then names written in by name. */
  readonly items: readonly ItemFigures[];
  /** An item's approvals and the size of the base, of the class that a rule names. */
  readonly approvals: (rule: MajorityRule | null, id: string) => number;
  readonly base: (rule: MajorityRule | null) => number;
};

/** Who passes, in which rank, who is elected, and what has to follow. */
export function decideItems(definition: ItemsDefinition, count: ItemsCount): ItemsResult {
  const { items, approvals, base } = count;
  const votes = items.map((item) => item.points ?? item.for);
  const passed = items.map(({ id }, index) => {
    if (definition.kind === 'rank') return (votes[index] ?? 0) > 0;
    return passes(definition.majority, { approvals: (rule) => approvals(rule, id), base }) === true;
  });
  const ranks = ranksOf(votes);
  const decision = decideSeats(
    items.map(({ id }, index) => ({
      id,
      votes: votes[index] ?? 0,
      passed: passed[index] ?? false,
      writeIn: index >= definition.items.length,
    })),
    seatRuleOf(definition),
  );
  const rule = definition.majority[0] ?? null;
  return {
    format: RESULT_FORMAT,
    round: 'valid',
    papers: count.papers,
    items: items.map(({ points, ...item }, index): ResultItem => ({
      ...item,
      share: `${approvals(rule, item.id)}/${base(rule)}`,
      percent: percent(approvals(rule, item.id), base(rule)),
      ...(points === undefined ? {} : { points }),
      rank: ranks[index] ?? items.length,
      passed: passed[index] ?? false,
      outcome: decision.outcomes[index] ?? 'not_elected',
    })),
    next: decision.next,
  };
}

/** How the seats of a kind are filled. */
export function seatRuleOf(definition: ItemsDefinition): SeatRule {
  const { round } = definition;
  switch (definition.kind) {
    case 'choose':
    case 'election':
      return { seats: definition.seats, shortfall: definition.shortfall, round };
    case 'each':
      return { seats: definition.seats, shortfall: definition.shortfall, round };
    case 'rank':
      return { seats: definition.seats, shortfall: null, round };
    case 'package':
      return { seats: undefined, shortfall: null, round };
  }
}

/** Does the result of this definition have items (and not objects)? */
export function hasItems(definition: RoundDefinition): definition is ItemsDefinition {
  return definition.kind !== 'rating' && definition.kind !== 'scorecard';
}
