/** What holds between the fields of a definition, and between a definition and its roll. */
import type { z } from 'zod';
import { add, compare, ONE, parseFraction, ZERO } from '../fraction.ts';
import type { RoundDefinition } from './definition.ts';
import type { Roll } from './roll.ts';

type Context = Pick<z.RefinementCtx, 'addIssue'>;
type Path = (string | number)[];

/** Every rule between the fields of a definition. */
export function checkDefinition(definition: RoundDefinition, context: Context): void {
  unique(definition.items, ['items'], context);
  definition.majority.forEach((rule, index) => {
    if (rule.class !== undefined && rule.base === 'issued') {
      refuse(context, ['majority', index, 'base'], 'papers issued are not counted by class');
    }
  });
  switch (definition.kind) {
    case 'election':
      definition.items.forEach((item, index) => {
        if (item.id.startsWith('w:')) {
          refuse(context, ['items', index, 'id'], '"w:" is kept for write-ins');
        }
      });
      return;
    case 'rating':
      return checkRating(definition, context);
    case 'scorecard':
      return checkScorecard(definition, context);
    case 'choose':
    case 'each':
    case 'package':
    case 'rank':
  }
}

function checkRating(
  definition: Extract<RoundDefinition, { kind: 'rating' }>,
  context: Context,
): void {
  unique(definition.scale, ['scale'], context);
  if (definition.scale.every((grade) => grade.excluded)) {
    refuse(context, ['scale'], 'at least one grade must count');
  }
  const known = new Set(definition.scale.map((grade) => grade.id));
  definition.grades.forEach((rule, ruleIndex) => {
    rule.when.forEach((condition, index) => {
      const path = ['grades', ruleIndex, 'when', index];
      condition.sum.forEach((id, place) => {
        if (!known.has(id)) refuse(context, [...path, 'sum', place], 'not a grade of the scale');
      });
      if (new Set(condition.sum).size < condition.sum.length) {
        refuse(context, [...path, 'sum'], 'a grade is summed twice');
      }
      if (definition.weights && condition.base !== 'valid') {
        refuse(context, [...path, 'base'], 'with weights the base must be "valid"');
      }
    });
  });
  if (definition.weights) sumsToOne(Object.values(definition.weights), ['weights'], context);
}

function checkScorecard(
  definition: Extract<RoundDefinition, { kind: 'scorecard' }>,
  context: Context,
): void {
  unique(definition.indicators, ['indicators'], context);
  definition.indicators.forEach(({ min, max }, index) => {
    if (min > max) refuse(context, ['indicators', index, 'min'], 'min is above max');
  });
  const weights = definition.indicators.map((indicator) => indicator.weight);
  sumsToOne(weights, ['indicators'], context);
  definition.bands.forEach((band, index) => {
    const above = definition.bands[index - 1];
    if (above && compare(parseFraction(above.min), parseFraction(band.min)) <= 0) {
      refuse(context, ['bands', index, 'min'], 'bands go from the top down');
    }
  });
}

/** The rules of a definition that need figures of the roll find them there. */
export function checkRollOf(
  { definition, roll }: { definition: RoundDefinition; roll: Roll },
  context: Context,
): void {
  definition.majority.forEach((rule, index) => {
    if (rule.class === undefined || (rule.base !== 'enrolled' && rule.base !== 'present')) return;
    if (roll.classes && Object.hasOwn(roll.classes, rule.class)) return;
    refuse(context, ['majority', index, 'class'], 'the roll has no figures for this class');
  });
}

function unique(list: readonly { id: string }[], path: Path, context: Context): void {
  const seen = new Set<string>();
  list.forEach(({ id }, index) => {
    if (seen.has(id)) refuse(context, [...path, index, 'id'], 'this id is used twice');
    seen.add(id);
  });
}

function sumsToOne(weights: readonly string[], path: Path, context: Context): void {
  const sum = weights.map(parseFraction).reduce(add, ZERO);
  if (compare(sum, ONE) !== 0) refuse(context, path, 'the weights must add up to exactly 1');
}

function refuse(context: Context, path: Path, message: string): void {
  context.addIssue({ code: 'custom', path, message });
}
