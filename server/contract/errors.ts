import { z } from 'zod';

/**
 * Every expected refusal has one of these codes. Clients turn a code into a sentence in the user's
 * language that says what happened, what is safe and what to do; `detail` holds the figures for it.
 */
export const ErrorCode = z.enum([
  // who is asking
  'not_signed_in',
  'not_permitted',
  'wrong_origin',
  'wrong_credentials',
  'locked_out', // detail: { seconds }
  'card_withdrawn',
  'card_link_used', // the link works once; the printed code still does
  'someone_signed_in', // detail: { current, next }: names; asked again with `instead` it is done
  'password_change_needed', // somebody else chose the password: nothing but a new one comes first
  'password_weak', // detail: { reason }
  'wrong_password', // of somebody who is signed in and wants to change it
  'setup_done',
  'setup_link_invalid',
  // what is asked
  'invalid_input', // detail: { issues: [{ path, message }] }
  'not_found',
  'wrong_state', // detail: { state }
  'stale', // somebody else changed it meanwhile; detail: { version }
  'too_large',
  'too_many_requests', // detail: { seconds }
  'busy',
  'unavailable', // the database can't be reached; whether it was done shows in the newest state
  'storage_full', // the database's disk is full; nothing was changed
  'internal',
  // people and rolls
  'incompatible_roles', // detail: { a, b }, and { meetingId, personId } where it is somebody at a meeting
  'number_taken',
  'namesake', // somebody of this name is there, and one side has no number; detail Namesakes
  'login_name_taken', // within the assembly
  'last_administrator',
  'roster_invalid',
  'roster_unanswered', // {questions}: rows on which somebody has to decide
  'roster_changed', // the file is not the one that was previewed
  'not_on_roll',
  'roll_in_use', // a round is taking votes: the roll entry can't be changed now
  'pairing_code_invalid',
  // rounds
  'quorum_not_met', // detail: { present, enrolled, needed }
  'nobody_present',
  'another_round_open', // detail: { roundId }
  'meeting_not_in_session',
  'definition_invalid', // detail: { path, reason }
  'tally_differs', // V6
  'not_counted_yet',
  'result_differs', // what is kept of a count is no longer what was counted
  // from the closed box to the announcement
  'figures_broken', // detail: { path, reason, identity?, …its figures }: an identity between figures doesn't hold
  'not_an_officer', // this office isn't held in this meeting
  'box_not_ready', // detail: { waitingFor }
  'two_tellers_already',
  'teller_released', // somebody else has taken their place in this round
  'no_papers', // counted by hand: there are figures, no papers
  'entry_done', // a teller's own pile is finished; reopen it to change it
  'position_gap', // detail: { next }
  'already_signed',
  'signatures_missing', // detail: { missing }
  'nothing_follows',
  'reason_needed',
  'follows_already', // detail: { roundId }
  'box_stays_closed', // the round was opened without a publication of its box
  'box_published_already', // detail: { sha256 }
  'votes_shown_live', // every paper changes the figures: names beside them would tell who voted how
  'class_too_small', // detail: { classes }: papers would tell how a class of fewer than five voted
  // a vote
  'not_an_elector',
  'votes_on_paper',
  'card_renewed', // issued again after the round was opened: this device takes part from the next one on
  'already_voted',
  'round_not_open',
  'receipt_taken',
  'too_many', // detail: { approvals, seats }
  'too_few', // detail: { approvals, seats }
  'unknown_item', // detail: { item }
  'bad_ranking', // detail: { seats }
  'malformed', // detail: { item }; not a paper of this kind
  'mark_needed', // detail: { item }
  'unknown_grade', // detail: { item }
  'incomplete', // detail: { item, indicator }
  'out_of_range', // detail: { item, indicator }
  'write_in_needs_opposition', // detail: { writeIns, against }
  'no_write_ins',
  'candidate_written_in', // detail: { item }; a candidate of the list written in
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const ErrorDetail = z.record(z.string(), z.unknown());

/** The body of every answer that isn't 2xx. */
export const ErrorBody = z.object({
  error: z.object({ code: ErrorCode, detail: ErrorDetail.optional() }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
