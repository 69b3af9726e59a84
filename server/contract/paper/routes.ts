import { route } from '../common/route.ts';
import { z } from 'zod';
import { Id } from '../common/id.ts';
import {
  BoxStatus,
  EntryList,
  FiguresEntry,
  OwnFigures,
  PaperBody,
  ReleaseBody,
  StockBody,
} from './schemas.ts';

/** A paper's place in the pile. */
const position = z.coerce.number().int().min(1).max(100_000);

const PILE = [
  'write_in_needs_opposition',
  'wrong_state',
  'not_an_officer',
  'two_tellers_already',
  'teller_released',
  'entry_done',
  'position_gap',
] as const;

export const read = route({
  method: 'GET',
  path: '/rounds/:id/box',
  says: 'How far the box of a round is; never one teller’s entries to the other before both are done.',
  may: 'box.read',
  gives: BoxStatus,
});

export const recordStock = route({
  method: 'PUT',
  path: '/rounds/:id/stock',
  says: 'Changes the record of paper ballots (D14).',
  may: 'stock.write',
  body: StockBody,
  gives: BoxStatus,
  refuses: ['wrong_state', 'stale', 'figures_broken'],
});

export const ownEntries = route({
  method: 'GET',
  path: '/rounds/:id/entry',
  says: 'One’s own entries, in the order of the pile.',
  may: 'entry.write',
  gives: EntryList,
});

export const enterPaper = route({
  method: 'PUT',
  path: '/rounds/:id/entry/:position',
  says: 'Enters the paper at this place of the pile. The first two tellers who begin are the two.',
  may: 'entry.write',
  params: { id: Id, position },
  body: PaperBody,
  gives: BoxStatus,
  refuses: PILE,
});

export const removePaper = route({
  method: 'DELETE',
  path: '/rounds/:id/entry/:position',
  says: 'Takes the last paper of one’s own pile away.',
  may: 'entry.write',
  params: { id: Id, position },
  gives: BoxStatus,
  refuses: PILE,
});

export const ownFigures = route({
  method: 'GET',
  path: '/rounds/:id/figures',
  says: 'One’s own figures of a ballot counted by hand; nobody reads the other teller’s.',
  may: 'entry.write',
  gives: OwnFigures,
});

export const enterFigures = route({
  method: 'PUT',
  path: '/rounds/:id/figures',
  says: 'Enters a ballot counted by hand, whole; it is finished with that.',
  may: 'entry.write',
  body: FiguresEntry,
  gives: BoxStatus,
  refuses: [
    ...PILE,
    'figures_broken',
    'write_in_needs_opposition',
    'candidate_written_in',
    'no_write_ins',
    'unknown_item',
  ],
});

export const finish = route({
  method: 'POST',
  path: '/rounds/:id/entry/done',
  says: 'One’s own pile is finished.',
  may: 'entry.write',
  gives: BoxStatus,
  refuses: PILE,
});

export const reopen = route({
  method: 'POST',
  path: '/rounds/:id/entry/reopen',
  says: 'Takes one’s own pile up again.',
  may: 'entry.write',
  gives: BoxStatus,
  refuses: PILE,
});

export const release = route({
  method: 'POST',
  path: '/rounds/:id/tellers/:personId/release',
  says: 'Somebody else takes a teller’s place and enters from the start; what the other did stays.',
  may: 'teller.release',
  body: ReleaseBody,
  gives: BoxStatus,
  refuses: ['wrong_state', 'reason_needed'],
});
