import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasonInvalid } from './count/validity.ts';
import { documentOfKind, type AnyDocument } from './documents.test-support.ts';
import { resultOf, without } from './papers.test-support.ts';
import { readHead, type Paper, type RoundDefinition } from './round/document.ts';
import {
  agrees,
  cellsOf,
  cellsOfPaper,
  cellsOfStoredPaper,
  differences,
  tallyOf,
} from './tally.ts';

const LIVE = ['choose', 'each', 'package', 'election', 'rating', 'rank'] as const;
const liveDocument = fc.constantFrom(...LIVE).chain(documentOfKind);

function definitionOf(document: AnyDocument): RoundDefinition {
  const head = readHead(without(document, 'papers'));
  if (!head.ok) throw new Error(`${head.error.path}: ${head.error.reason}`);
  return head.value.definition;
}

function cellsFor(definition: RoundDefinition, papers: readonly Paper[]): number[] {
  const cells = Array.from({ length: cellsOf(definition) }, () => 0);
  for (const paper of papers) {
    for (const cell of cellsOfStoredPaper(definition, paper)) cells[cell]! += 1;
  }
  return cells;
}

describe('the live tally', () => {
  test('agrees with the count of the papers (V6)', () => {
    let valid = 0;
    fc.assert(
      fc.property(liveDocument, (document) => {
        const definition = definitionOf(document);
        const papers = document.papers as Paper[];
        const tally = tallyOf(
          definition,
          papers.length,
          cellsFor(definition, papers),
          document.roll,
        );
        const result = resultOf(document);
        expect(differences(definition, tally, result)).toEqual([]);
        expect(agrees(definition, tally, result)).toBe(true);
        if (!('items' in result) || tally.kind !== 'items') return;
        valid += 1;
        if (definition.kind === 'election') return;
        // Where every base is known, screens show what the count will certify.
        const classed = definition.majority.some((rule) => rule.class !== undefined);
        const certified = result.items.map((item) => without(item, 'outcome'));
        if (!classed) expect(tally.items).toEqual(certified);
      }),
      { numRuns: 1000 },
    );
    expect(valid).toBeGreaterThan(100);
  });

  test('one more anywhere is noticed', () => {
    fc.assert(
      fc.property(liveDocument, fc.nat(), (document, somewhere) => {
        const definition = definitionOf(document);
        const papers = document.papers as Paper[];
        const result = resultOf(document);
        const cells = cellsFor(definition, papers);
        const wrongTurnout = tallyOf(definition, papers.length + 1, cells);
        expect(agrees(definition, wrongTurnout, result)).toBe(false);
        if (result.round !== 'valid') return;
        cells[somewhere % cells.length]! += 1;
        const wrongCell = tallyOf(definition, papers.length, cells);
        expect(agrees(definition, wrongCell, result)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('is the sum of its batches', () => {
    fc.assert(
      fc.property(liveDocument, fc.nat(), (document, cut) => {
        const definition = definitionOf(document);
        const papers = document.papers as Paper[];
        const at = cut % (papers.length + 1);
        const first = cellsFor(definition, papers.slice(0, at));
        const second = cellsFor(definition, papers.slice(at));
        const sum = first.map((cell, index) => cell + second[index]!);
        expect(sum).toEqual(cellsFor(definition, papers));
      }),
      { numRuns: 1000 },
    );
  });

  test('a paper adds to each cell once at most, and inside the vector', () => {
    fc.assert(
      fc.property(liveDocument, (document) => {
        const definition = definitionOf(document);
        for (const paper of document.papers as Paper[]) {
          const cells = cellsOfStoredPaper(definition, paper);
          if (!reasonInvalid(definition, paper)) {
            expect(cells).toEqual(cellsOfPaper(definition, paper.marks));
          }
          expect(cells).toEqual([...new Set(cells)].sort((a, b) => a - b));
          expect(cells.every((cell) => cell >= 0 && cell < cellsOf(definition))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('of a scorecard only the turnout is live', () => {
    fc.assert(
      fc.property(documentOfKind('scorecard'), (document) => {
        const definition = definitionOf(document);
        expect(cellsOf(definition)).toBe(0);
        const tally = tallyOf(definition, document.papers.length, []);
        expect(tally).toEqual({ kind: 'turnout', papers: document.papers.length });
        expect(agrees(definition, tally, resultOf(document))).toBe(true);
      }),
    );
  });
});

describe('shares while voting', () => {
  const definition = definitionOf({
    format: 'gongyi-round/1',
    kind: 'each',
    items: [{ id: 'p01' }],
    majority: [{ base: 'present', fraction: '1/2', strict: true }],
    roll: { enrolled: 4, present: 4, issued: 4, collected: 0 },
    papers: [],
  });
  const cells = cellsFor(definition, [{ marks: { p01: 'for' } }]);

  test('wait for the base', () => {
    expect(tallyOf(definition, 1, cells)).toMatchObject({
      items: [{ for: 1, share: null, percent: null, passed: null }],
    });
  });

  test('are exact once it is known', () => {
    expect(tallyOf(definition, 1, cells, { present: 3 })).toMatchObject({
      items: [{ share: '1/3', percent: '33.33', passed: false }],
    });
  });

  test('another round’s cells are a bug, not an answer', () => {
    expect(() => tallyOf(definition, 1, [1])).toThrow();
  });
});
