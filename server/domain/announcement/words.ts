import type { BallotAct } from '../elects.ts';
import type { Electing } from '../digest.ts';
import type { MajorityRule, ScaleGrade } from '../round/rules.ts';
import type { NamedItem } from './decision.ts';

/** What kind of act it is: 选举, 测评 or 表决; each calls its papers and its standing by another name. */
export type Act = BallotAct;

export type Papers = { issued: number; collected: number };

/** The sentences of an announcement in one language. What is said, and in which order, is decided elsewhere. */
export type Words = {
  opening(act: Act, title: string): string;
  roll(figures: { enrolled: number; present: number; voters: boolean }): string;
  papers(
    act: Act,
    papers: Papers & { validity: { valid: number; invalid: number } | null },
    voters: boolean,
  ): string;
  void(act: Act, papers: Papers): string;
  inquorate(act: Act, papers: Papers, voters: boolean): string;
  votes(of: Electing, ranking: boolean): string;
  item(number: number, item: NamedItem): string;
  points(number: number, item: NamedItem): string;
  motion(item: NamedItem): string;
  written(items: readonly NamedItem[]): string;
  /** `needed` where a single number of votes says it. */
  rules(of: Electing, rules: readonly MajorityRule[], needed: number | null): string;
  motionOutcome(title: string, passed: boolean): string;
  elected(of: Electing, names: readonly string[]): string;
  none(of: Electing, missedRule: boolean): string;
  tied(names: readonly string[], votes: number, ranking: boolean): string;
  /** `rest`: some seats were filled, these are the others. */
  runoff(of: Electing, seats: number, rest: boolean): string;
  supplementary(of: Electing, seats: number, names: readonly string[]): string;
  vacant(seats: number, rest: boolean): string;
  nextSession(seats: number, rest: boolean): string;
  rated(
    title: string,
    counts: readonly { grade: string; count: number }[],
    apart: { abstain: number | null; invalid: number },
    grade: string | null,
  ): string;
  scored(title: string, total: string | null, grade: string | null): string;
  grade(scale: readonly Pick<ScaleGrade, 'id' | 'label'>[], id: string): string;
};
