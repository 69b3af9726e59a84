/**
 * A decision by show of hands (举手表决), for procedure: the ballot rules, the scrutineers. Only
 * figures are taken, never who raised a hand.
 */
import { z } from 'zod';
import { percent } from './fraction.ts';
import { passes } from './majority.ts';
import { err, ok, type Outcome } from './outcome.ts';
import { refusalOf, type Refusal } from './round/refusal.ts';
import { majorityRule, wholeNumber } from './round/rules.ts';

const handRule = majorityRule
  .omit({ class: true })
  .extend({ base: z.enum(['enrolled', 'present', 'valid']) });

/** By what a meeting may decide on procedure; which one is recorded with each decision. */
export const HAND_MAJORITIES = {
  /** 到会过半数: the usual one. */
  half_present: [{ base: 'present', fraction: '1/2', strict: true }],
  /** 全体过半数. */
  half_enrolled: [{ base: 'enrolled', fraction: '1/2', strict: true }],
  /** 到会三分之二以上: “以上” includes the number itself. */
  two_thirds_present: [{ base: 'present', fraction: '2/3', strict: false }],
  /** 全体三分之二以上. */
  two_thirds_enrolled: [{ base: 'enrolled', fraction: '2/3', strict: false }],
} as const satisfies Record<string, readonly z.infer<typeof handRule>[]>;
export type HandMajority = keyof typeof HAND_MAJORITIES;

const hands = z
  .strictObject({
    enrolled: wholeNumber,
    present: wholeNumber,
    for: wholeNumber,
    against: wholeNumber,
    abstain: wholeNumber,
    /** All must hold; `valid` is everybody who raised a hand. `[]`: more for than against. */
    majority: z.array(handRule),
  })
  .superRefine((figures, context) => {
    const { enrolled, present } = figures;
    const refuse = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (present > enrolled) refuse(['present'], `present ${present} exceeds enrolled ${enrolled}`);
    const raised = figures.for + figures.against + figures.abstain;
    if (raised > present) refuse(['for'], `${raised} hands exceed present ${present}`);
  });
export type Hands = z.infer<typeof hands>;

export type HandsResult = {
  readonly passed: boolean;
  /** Present, but no hand at any question (未表决). */
  readonly notRaised: number;
  /** Approvals over the first rule's base, over the hands raised without a rule. */
  readonly share: string;
  readonly percent: string | null;
};

/** Decides from the figures; refused when there are more hands than persons present. */
export function decideByHands(input: Hands): Outcome<HandsResult, Refusal> {
  const parsed = hands.safeParse(input);
  if (!parsed.success) return err(refusalOf(parsed.error));
  const { enrolled, present, majority, against, abstain, for: approvals } = parsed.data;
  const raised = approvals + against + abstain;
  const baseOf = (base: 'enrolled' | 'present' | 'valid'): number =>
    base === 'valid' ? raised : base === 'present' ? present : enrolled;
  const first = baseOf(majority[0]?.base ?? 'valid');
  const passed =
    majority.length === 0
      ? approvals > against
      : majority.every(
          (rule) =>
            passes([rule], { approvals: () => approvals, base: () => baseOf(rule.base) }) === true,
        );
  return ok({
    passed,
    notRaised: present - raised,
    share: `${approvals}/${first}`,
    percent: percent(approvals, first),
  });
}
