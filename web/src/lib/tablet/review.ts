import type { RoundDefinition } from '$domain/round/definition.ts';
import { choiceOf } from '../ballot/paper.ts';
import { inPlaces } from '../ballot/places.ts';
import { scoreText } from '../ballot/scores.ts';
import type { Marks } from '../live/cast-machine.ts';
import type { MessageKey } from '../i18n/zh/index.ts';

/** One line of the paper as it will be sent. `number` is the paper's, or the place given. */
export type ReviewLine = { id: string; number: number | null; title: string; detail?: string };
export type ReviewGroup = {
  kind: 'for' | 'against' | 'abstain' | 'blank';
  key: MessageKey;
  /** The grade these objects got, of a rating. */
  grade?: string;
  lines: ReviewLine[];
};

/** The paper sorted by what is on it, so that an elector can check it at a glance; empty groups stay away. */
export function reviewGroups(
  definition: RoundDefinition,
  marks: Marks,
  writeIns: readonly string[],
): ReviewGroup[] {
  return groupsOf(definition, marks, writeIns).filter(({ lines }) => lines.length > 0);
}

function groupsOf(
  definition: RoundDefinition,
  marks: Marks,
  writeIns: readonly string[],
): ReviewGroup[] {
  const lines = definition.items.map(({ id, title }, index) => ({ id, title, number: index + 1 }));
  switch (definition.kind) {
    case 'choose':
    case 'each':
    case 'package':
    case 'election': {
      const of = (choice: string | undefined) =>
        lines.filter(({ id }) => choiceOf(marks, id) === choice);
      const written = writeIns.map((name) => ({ id: `w:${name}`, title: name, number: null }));
      return [
        { kind: 'for', key: 'review.for', lines: of('for') },
        { kind: 'for', key: 'review.written', lines: written },
        { kind: 'against', key: 'review.against', lines: of('against') },
        { kind: 'abstain', key: 'review.abstain', lines: of('abstain') },
        {
          kind: 'blank',
          key: definition.kind === 'choose' ? 'review.notChosen' : 'review.notPressed',
          lines: of(undefined),
        },
      ];
    }
    case 'rating': {
      const of = (grade: string | undefined) => lines.filter(({ id }) => marks[id] === grade);
      return [
        ...definition.scale.map(({ id }) => ({
          kind: 'for' as const,
          key: 'review.grade' as const,
          grade: id,
          lines: of(id),
        })),
        { kind: 'blank', key: `review.notRated.${definition.blank}`, lines: of(undefined) },
      ];
    }
    case 'scorecard': {
      const scores = (item: string) =>
        definition.indicators.map(({ id }) => `${id} ${scoreText(marks, item, id)}`).join(' · ');
      return [
        {
          kind: 'for',
          key: 'review.scored',
          lines: lines
            .filter(({ id }) => Object.hasOwn(marks, id))
            .map((line) => ({ ...line, detail: scores(line.id) })),
        },
        {
          kind: 'blank',
          key: 'review.notScored',
          lines: lines.filter(({ id }) => !Object.hasOwn(marks, id)),
        },
      ];
    }
    case 'rank': {
      const order = inPlaces(marks);
      const ranked = order.flatMap((id, index) =>
        lines.filter((line) => line.id === id).map((line) => ({ ...line, number: index + 1 })),
      );
      return [
        { kind: 'for', key: 'review.ranked', lines: ranked },
        {
          kind: 'blank',
          key: 'review.notRanked',
          lines: lines
            .filter(({ id }) => !order.includes(id))
            .map((line) => ({ ...line, number: null })),
        },
      ];
    }
  }
}
