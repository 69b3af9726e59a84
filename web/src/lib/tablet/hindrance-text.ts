import type { PaperRefusal } from '$domain/paper.ts';
import { electingOf } from '$domain/digest.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import { objectState } from '../ballot/scores.ts';
import { errorText } from '../i18n/error-text.ts';
import { t } from '../i18n/index.ts';
import type { Marks } from '../live/cast-machine.ts';

/** Why a paper can't be sent yet and what to do, in one sentence beside the button. */
export function hindranceText(
  refusal: PaperRefusal,
  definition: RoundDefinition,
  marks: Marks,
): string {
  const of = electingOf(definition);
  switch (refusal.code) {
    case 'too_few':
      return t('mark.lacking', { count: refusal.seats - refusal.approvals, of });
    case 'too_many':
      return t('mark.full', { seats: refusal.seats, of });
    case 'mark_needed':
      return t('mark.needed');
    case 'write_in_needs_opposition':
      return t('mark.writeIn.tooMany', { count: refusal.writeIns, against: refusal.against });
    case 'incomplete':
    case 'out_of_range':
    case 'malformed': {
      const index = definition.items.findIndex(({ id }) => id === refusal.item);
      const item = definition.items[index];
      if (item === undefined || definition.kind !== 'scorecard') break;
      const state = objectState(definition, marks, item.id);
      const why = t(state === 'missing' ? 'mark.score.missing' : 'mark.score.wrong');
      return t('mark.fix', { number: index + 1, title: item.title, why });
    }
  }
  return errorText({ code: refusal.code }).happened;
}
