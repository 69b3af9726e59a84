/**
 * Counts a ballot that was counted by hand (人工计票): from the figures that tellers entered, without papers. The
 * decision is the same as from papers; only where the figures come from differs.
 */
import { z } from 'zod';
import { candidateNamed } from '../candidates.ts';
import { broken, brokenIdentities, itemFigures, type BrokenIdentity } from '../figures.ts';
import { err, ok, type Outcome } from '../outcome.ts';
import { standingOf } from '../quorum.ts';
import { RESULT_FORMAT, type RoundResult } from '../result.ts';
import type { DefinitionOf, Kind, RoundDefinition } from '../round/definition.ts';
import { refusalOf } from '../round/refusal.ts';
import { takesWriteIns } from '../round/paper.ts';
import { wholeNumber } from '../round/rules.ts';
import { nameKey, writtenName } from '../writtenName.ts';
import { decideItems } from './items.ts';
import { inOrderOfNames } from './pile.ts';

/** Kinds whose result can be read off 赞成, 反对, 弃权 and 部分无效 of each item. */
const KINDS = ['choose', 'each', 'package', 'election'] as const satisfies readonly Kind[];
export type CountedByHand = DefinitionOf<(typeof KINDS)[number]>;

/** Whether a round of this kind can be counted by hand and entered as figures. */
export function countableByHand(definition: RoundDefinition): definition is CountedByHand {
  return KINDS.some((kind) => kind === definition.kind);
}

/** The figures of a whole ballot as tellers found them. */
export const handCount = z.strictObject({
  /** 应到 and 实到; of a constituency 选民数 and 参加投票人数. */
  enrolled: wholeNumber,
  present: wholeNumber,
  issued: wholeNumber,
  collected: wholeNumber,
  /** Null where nothing had to be counted: more collected than issued, or too few took part. */
  counted: z
    .strictObject({
      valid: wholeNumber,
      invalid: wholeNumber,
      /** Every item of the round, in its order. */
      items: z.array(itemFigures),
      /** `election`: votes of each name written in (另选他人). */
      writeIns: z.array(z.strictObject({ name: z.string().min(1), for: wholeNumber })).default([]),
    })
    .nullable(),
});
export type HandCount = z.infer<typeof handCount>;
export type HandCountInput = z.input<typeof handCount>;

/**
 * Names every identity of docs/counting.md that does not hold between the figures of a ballot counted by
 * hand. `fixed` are 应到 and 实到 as the roll had them at the opening; null where the electors are not
 * on it.
 */
export function brokenByHand(
  definition: CountedByHand,
  input: unknown,
  fixed: { readonly enrolled: number; readonly present: number } | null,
): BrokenIdentity[] {
  const parsed = handCount.safeParse(input);
  if (!parsed.success) return [broken('shape', refusalOf(parsed.error), {})];
  const { counted, ...roll } = parsed.data;
  const found: BrokenIdentity[] = [];
  for (const key of ['enrolled', 'present'] as const) {
    if (fixed === null || roll[key] === fixed[key]) continue;
    const reason = `${key} ${roll[key]} is not the ${fixed[key]} fixed at the opening`;
    const values = { entered: roll[key], fixed: fixed[key] };
    found.push(broken(`${key}_fixed`, { path: key, reason }, values));
  }
  if (counted === null) {
    found.push(...brokenIdentities({ ...roll, valid: roll.collected, invalid: 0, items: [] }));
    if (standingOf(definition.quorum, roll) === 'valid') {
      const reason = 'the papers of a round that stands have to be counted';
      found.push(broken('not_counted', { path: 'counted', reason }, {}));
    }
    return found;
  }
  const { valid, invalid, items, writeIns } = counted;
  const named = new Set(writeIns.map(({ name }) => nameKey(name)));
  const same =
    items.length === definition.items.length &&
    definition.items.every(({ id }, index) => items[index]?.id === id) &&
    named.size === writeIns.length &&
    (takesWriteIns(definition) || writeIns.length === 0) &&
    // Whoever is on the list has no second line.
    writeIns.every(({ name }) => candidateNamed(definition, name) === null);
  if (!same) {
    const reason = 'figures for exactly the items of the round, and each name written in once';
    found.push(broken('items_of_round', { path: 'counted.items', reason }, {}));
  }
  const limited = definition.kind === 'choose' || definition.kind === 'election';
  const entered = brokenIdentities({
    ...roll,
    valid,
    invalid,
    ...(limited ? { seats: definition.seats, exact: definition.exact } : {}),
    items: [...items, ...writeIns.map((one) => written(one, valid))],
  });
  // Paths as they are in what was entered.
  const counting = /^(valid|items)/;
  found.push(
    ...entered.map((one) =>
      counting.test(one.path) ? { ...one, path: `counted.${one.path}` } : one,
    ),
  );
  const against = items.reduce((sum, item) => sum + item.against, 0);
  const votes = writeIns.reduce((sum, one) => sum + one.for, 0);
  if (votes > against) {
    const reason = `${votes} votes for names written in exceed ${against} opposed`;
    const at = { path: 'counted.writeIns', reason };
    // Papers of a box may break the rule, so whoever enters them may say that these do.
    found.push({
      ...broken('write_ins_opposed', at, { writeIns: votes, against }),
      level: 'warning',
    });
  }
  return found;
}

/** A name written in as an item: whoever didn't write it abstains on it. */
function written({ name, for: approvals }: { name: string; for: number }, valid: number) {
  // More than there are papers is said as what it is: a sum that does not come out.
  const abstain = Math.max(0, valid - approvals);
  return { id: `w:${writtenName(name)}`, for: approvals, against: 0, abstain, void: 0 };
}

/** The result of figures of which no identity is refused; otherwise the first of those. */
export function countByHand(
  definition: CountedByHand,
  input: HandCountInput,
  fixed: { readonly enrolled: number; readonly present: number } | null = null,
): Outcome<RoundResult, BrokenIdentity> {
  const first = brokenByHand(definition, input, fixed).find(({ level }) => level === 'refusal');
  if (first) return err(first);
  const { counted, ...roll } = handCount.parse(input);
  const { collected } = roll;
  const standing = standingOf(definition.quorum, roll);
  if (standing !== 'valid') {
    return ok({ format: RESULT_FORMAT, round: standing, papers: { collected }, next: null });
  }
  if (counted === null) throw new Error('a round that stands was not counted');
  const { valid, invalid } = counted;
  const items = [
    ...counted.items,
    ...inOrderOfNames(counted.writeIns, ({ name }) => writtenName(name)).map((one) =>
      written(one, valid),
    ),
  ];
  const votes = new Map(items.map((item) => [item.id, item.for]));
  const bases = { ...roll, valid };
  return ok(
    decideItems(definition, {
      // By hand it is counted how many are invalid, not why.
      papers: { collected, valid, invalid, reasons: {} },
      items,
      approvals: (_rule, id) => votes.get(id) ?? 0,
      base: (rule) => bases[rule?.base ?? 'valid'],
    }),
  );
}
