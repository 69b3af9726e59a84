import type { RoundDefinition } from '../../domain/round/document.ts';
import { MAX_FRAME_BYTES, PaperKey, PaperWord } from '../room/socket.ts';

/** Items of a round, and places of a ranking, at most. */
const MOST_ITEMS = 200;
const MOST_SEATS = 200;
/** Grades of a scale, indicators of a scorecard, grade rules and bands, at most. */
const MOST_PARTS = 100;
const LONGEST_TITLE = 1000;
/** The frame around a paper: its type and three ids, with room to spare. */
const FRAME_AROUND_PAPER = 512;
/** Of one name written in, in UTF-8 with quotes and comma. */
const WRITE_IN_BYTES = 183;
const MOST_WRITE_INS = 50;
/** Control characters other than those that lay text out. */
const CONTROL = /[^\P{Cc}\t\r\n]/u;

type Say = (path: (string | number)[], message: string) => void;

/**
 * What the wire asks of a round beyond the rules of counting: a tablet must be able to send every paper that
 * the rules allow. Without this a round could be opened whose votes are all refused as malformed.
 */
export function checkCastable(definition: RoundDefinition, say: Say): void {
  const { items } = definition;
  if (items.length > MOST_ITEMS) say(['items'], `at most ${String(MOST_ITEMS)} items`);
  if ('seats' in definition && (definition.seats ?? 0) > MOST_SEATS) {
    say(['seats'], `at most ${String(MOST_SEATS)} seats`);
  }
  items.forEach(({ id, title }, index) => {
    if (!PaperKey.safeParse(id).success) say(['items', index, 'id'], 'at most 64 plain characters');
    if (title.length > LONGEST_TITLE || !title.isWellFormed() || CONTROL.test(title)) {
      say(['items', index, 'title'], `at most ${String(LONGEST_TITLE)} plain characters`);
    }
  });
  for (const [list, ids] of partsOf(definition)) {
    if (ids.length > MOST_PARTS) say([list], `at most ${String(MOST_PARTS)}`);
    ids.forEach((id, index) => {
      if (!PaperWord.safeParse(id).success) say([list, index, 'id'], 'at most 60 plain characters');
    });
  }
  if (largestPaper(definition) + FRAME_AROUND_PAPER > MAX_FRAME_BYTES) {
    say(['items'], 'a paper of so many long ids is too large to be sent');
  }
}

/** The lists of a definition whose ids stand on papers, beside the items. */
function partsOf(definition: RoundDefinition): [string, string[]][] {
  switch (definition.kind) {
    case 'rating':
      return [['scale', definition.scale.map(({ id }) => id)]];
    case 'scorecard':
      return [['indicators', definition.indicators.map(({ id }) => id)]];
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
    case 'rank':
      return [];
  }
}

/** Bytes of the largest paper that the rules allow, as JSON in UTF-8. */
export function largestPaper(definition: RoundDefinition): number {
  const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
  const marks = definition.items.map(({ id }) => bytes(id) + 2 + largestMark(definition, bytes));
  const names =
    definition.kind === 'election'
      ? Math.min(definition.seats, MOST_WRITE_INS) * WRITE_IN_BYTES
      : 0;
  return marks.reduce((sum, size) => sum + size, 0) + names;
}

function largestMark(definition: RoundDefinition, bytes: (value: unknown) => number): number {
  switch (definition.kind) {
    case 'rating':
      return Math.max(...definition.scale.map(({ id }) => bytes(id)));
    case 'scorecard':
      // A score has at most twelve digits, a point and two decimals.
      return definition.indicators.reduce((sum, { id }) => sum + bytes(id) + 18, 2);
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
    case 'rank':
      return bytes('against');
  }
}
