import { hasMajority, type WritableKind } from './fields.ts';
import { presetScale } from './grading.ts';
import { indicatorOf, startingIndicator } from './indicators.ts';
import { itemId } from './items.ts';
import { usualMajority, usualQuorum } from './profiles.ts';

/**
 * What a new draft of this kind starts from: one item without a name and the assembly's usual rules.
 * `indicator` is what the one indicator of a scorecard is called.
 */
export function startingDefinition(
  kind: WritableKind,
  assembly: 'subdistrict' | 'town',
  indicator: string,
): object {
  return {
    kind,
    items: [{ id: itemId(0), title: '' }],
    quorum: usualQuorum(assembly),
    ...(hasMajority(kind) && { majority: usualMajority() }),
    ...ownOf(kind, indicator),
  };
}

function ownOf(kind: WritableKind, indicator: string): object {
  switch (kind) {
    case 'choose':
    case 'election':
    case 'rank':
      return { seats: 1 };
    case 'rating':
      return { scale: presetScale('S3') };
    case 'scorecard':
      return { indicators: [indicatorOf(startingIndicator('', indicator))] };
    case 'each':
    case 'package':
      return {};
  }
}
