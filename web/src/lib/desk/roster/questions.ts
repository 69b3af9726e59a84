import type { z } from 'zod';
import { rosterPlace, type RosterAnswers, type RosterRow } from '$contract/roster/schemas.ts';
import { t } from '#lib/i18n/index.ts';

type Row = z.infer<typeof RosterRow>;
/** A row that somebody has to decide on. */
export type Asked = Row & { question: NonNullable<Row['question']> };
export type Answers = RosterAnswers['rows'];
type Answer = Answers[string];

/** In the order in which they are asked. */
export const KINDS = ['renamed', 'namesake', 'odd_name', 'no_person'] as const;
type Kind = (typeof KINDS)[number];

export function askedIn(rows: readonly Row[], kind: Kind): Asked[] {
  return rows.filter((row): row is Asked => row.question?.kind === kind);
}

/** What can be answered, with the words for it. */
export function choicesOf({ question }: Asked): { value: Answer; label: string }[] {
  const skip = { value: 'skip', label: t('roster.answer.skip') } as const;
  switch (question.kind) {
    case 'renamed':
      return [{ value: 'yes', label: t('roster.answer.renamed') }, skip];
    case 'namesake':
      return [
        ...question.people.map(({ id, name, number, unit }) => ({
          value: id,
          label: t('roster.answer.same', {
            who: [name, number ?? t('roster.answer.noNumber'), unit].filter(Boolean).join(' · '),
          }),
        })),
        { value: 'new', label: t('roster.answer.new') },
        skip,
      ];
    case 'odd_name':
      return [{ value: 'new', label: t('roster.answer.asWritten') }, skip];
    case 'no_person':
      return [skip, { value: 'new', label: t('roster.answer.person') }];
  }
}

/** The name in question; a changed one from old to new. */
export function questionText({ question, name }: Asked): string {
  return question.kind === 'renamed'
    ? t('roster.question.renamed.row', { from: question.from, to: name })
    : name;
}

/** Why a row seems to be no person; blank for other questions. */
export function whyText({ question }: Asked): string {
  return question.kind === 'no_person' ? t(`roster.why.${question.why}`) : '';
}

/** What a whole group may be answered with at once; a changed name is confirmed one by one. */
export function atOnce(kind: Kind, rows: readonly Asked[]): Answers | null {
  if (kind === 'odd_name') {
    return Object.fromEntries(rows.map((row) => [rosterPlace(row), 'new' as const]));
  }
  if (kind !== 'namesake') return null;
  const single = rows.flatMap((row) => {
    const people = row.question.kind === 'namesake' ? row.question.people : [];
    const [only] = people;
    return people.length === 1 && only !== undefined ? [[rosterPlace(row), only.id] as const] : [];
  });
  return single.length > 0 ? Object.fromEntries(single) : null;
}

/** Rows that still need an answer; what is no person is left out without one. */
export function unanswered(rows: readonly Row[], answers: Answers): number {
  return rows.filter(
    (row) =>
      row.question !== undefined &&
      row.question.kind !== 'no_person' &&
      answers[rosterPlace(row)] === undefined,
  ).length;
}

/** How many people an import with these answers writes. */
export function written(rows: readonly Row[], answers: Answers): number {
  return rows.filter((row) => {
    const answer = answers[rosterPlace(row)];
    if (answer === 'skip') return false;
    if (row.action === 'leave_out') return answer === 'new';
    return row.action !== 'unchanged';
  }).length;
}
