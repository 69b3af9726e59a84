/** Counts `choose`, `each`, `package`, `election` and `rank`: approvals item by item. */
import { percent } from '../fraction.ts';
import { passes, type MajorityFigures } from '../majority.ts';
import { own } from '../own.ts';
import { RESULT_FORMAT, type InvalidReason, type ItemsResult, type ResultItem } from '../result.ts';
import type { DefinitionOf, RoundDefinition } from '../round/definition.ts';
import type { Paper } from '../round/paper.ts';
import type { Roll } from '../round/roll.ts';
import type { MajorityRule } from '../round/rules.ts';
import { Pile } from './pile.ts';
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

  add(paper: Paper): void {
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
    const items = all.figures();
    const votes = items.map((item) => item.points ?? item.for);
    const passed = items.map((item, index) => this.#passes(item.id, votes[index] ?? 0));
    const ranks = ranksOf(votes);
    const decision = decideSeats(
      items.map(({ id }, index) => ({
        id,
        votes: votes[index] ?? 0,
        passed: passed[index] ?? false,
        writeIn: index >= this.#definition.items.length,
      })),
      seatRuleOf(this.#definition),
    );
    return {
      format: RESULT_FORMAT,
      round: 'valid',
      papers: {
        collected: all.collected,
        valid: all.valid,
        invalid: all.collected - all.valid,
        reasons: this.#reasons,
      },
      items: items.map(({ points, ...item }, index): ResultItem => ({
        ...item,
        ...this.#share(item.id),
        ...(points === undefined ? {} : { points }),
        rank: ranks[index] ?? items.length,
        passed: passed[index] ?? false,
        outcome: decision.outcomes[index] ?? 'not_elected',
      })),
      next: decision.next,
    };
  }

  #passes(id: string, votes: number): boolean {
    if (this.#definition.kind === 'rank') return votes > 0;
    return passes(this.#definition.majority, this.#figures(id)) === true;
  }

  #share(id: string): { share: string; percent: string | null } {
    const rule = this.#definition.majority[0] ?? null;
    const approvals = this.#pile(rule).approvals(id);
    const base = this.#base(rule);
    return { share: `${approvals}/${base}`, percent: percent(approvals, base) };
  }

  #figures(id: string): MajorityFigures {
    return {
      approvals: (rule) => this.#pile(rule).approvals(id),
      base: (rule) => this.#base(rule),
    };
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
