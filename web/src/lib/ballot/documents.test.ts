import { describe, expect, it } from 'vitest';
import { ROUND_STATES } from '../../../../server/domain/states/round.ts';
import { documentAddress, documentsOf } from './documents.ts';

describe('documents', () => {
  it('are offered from the state on in which they exist', () => {
    const first = (name: string) =>
      ROUND_STATES.filter((state) =>
        documentsOf({ state, signaturesRequired: true }).some((each) => each === name),
      );
    expect(first('ballot-paper')).toHaveLength(ROUND_STATES.length - 1);
    expect(first('issue-record')).toEqual(['closed', ...first('tally-report')]);
    expect(first('tally-report')).toEqual([
      'inquorate',
      'void',
      'tallied',
      'signed',
      'announced',
      'published',
    ]);
    expect(first('announcement')).toEqual(['signed', 'announced', 'published']);
    expect(first('notice')).toEqual(['announced', 'published']);
    expect(documentsOf({ state: 'tallied', signaturesRequired: false })).toContain('announcement');
  });

  it('have an address that a link opens; only the ballot paper has a size and a colour', () => {
    const paper = { size: 'a5', colour: 'yellow', everybody: false } as const;
    expect(documentAddress('chair', 'r', 'ballot-paper', 'pdf', paper)).toBe(
      '/api/rounds/r/documents/ballot-paper.pdf?seat=chair&size=a5&colour=yellow',
    );
    expect(documentAddress('desk', 'r', 'notice', 'docx', paper)).toBe(
      '/api/rounds/r/documents/notice.docx?seat=desk',
    );
    expect(documentAddress('desk', 'r', 'notice', 'docx', { ...paper, everybody: true })).toBe(
      '/api/rounds/r/documents/notice.docx?seat=desk&everybody=true',
    );
  });
});
