import type { ErrorCode } from '../contract/errors.ts';
import { err, type Outcome } from '../domain/outcome.ts';

/** An expected refusal: a literal code and the figures for its sentence. Never holds a choice. */
export type Failure = { code: ErrorCode; detail?: Record<string, unknown> };
/** What a service method gives: a value, or a refusal that changed nothing. */
export type Result<T> = Outcome<T, Failure>;

/** A refusal, with the figures its sentence needs. */
export function fail(
  code: ErrorCode,
  detail?: Record<string, unknown>,
): { ok: false; error: Failure } {
  return err(detail === undefined ? { code } : { code, detail });
}

/** The one place where codes become HTTP answers. */
export function httpStatus(code: ErrorCode): number {
  switch (code) {
    case 'invalid_input':
    case 'definition_invalid':
    case 'figures_broken':
    case 'reason_needed':
    case 'password_weak':
    case 'unknown_item':
    case 'bad_ranking':
    case 'too_many':
    case 'too_few':
    case 'malformed':
    case 'mark_needed':
    case 'unknown_grade':
    case 'incomplete':
    case 'out_of_range':
    case 'write_in_needs_opposition':
    case 'no_write_ins':
    case 'candidate_written_in':
      return 400;
    case 'not_signed_in':
    case 'wrong_credentials':
    case 'card_withdrawn':
    case 'card_link_used':
      return 401;
    case 'not_permitted':
    case 'wrong_origin':
    case 'not_an_elector':
    case 'votes_on_paper':
    case 'card_renewed':
    case 'password_change_needed':
    case 'wrong_password':
    case 'not_an_officer':
    case 'setup_link_invalid':
      return 403;
    case 'not_found':
    case 'not_on_roll':
    case 'not_counted_yet':
      return 404;
    case 'wrong_state':
    case 'someone_signed_in':
    case 'stale':
    case 'setup_done':
    case 'incompatible_roles':
    case 'result_differs':
    case 'number_taken':
    case 'namesake':
    case 'login_name_taken':
    case 'last_administrator':
    case 'roster_changed':
    case 'roll_in_use':
    case 'quorum_not_met':
    case 'nobody_present':
    case 'another_round_open':
    case 'meeting_not_in_session':
    case 'tally_differs':
    case 'already_voted':
    case 'round_not_open':
    case 'receipt_taken':
    case 'box_not_ready':
    case 'two_tellers_already':
    case 'teller_released':
    case 'no_papers':
    case 'entry_done':
    case 'position_gap':
    case 'already_signed':
    case 'signatures_missing':
    case 'nothing_follows':
    case 'follows_already':
    case 'box_stays_closed':
    case 'box_published_already':
    case 'votes_shown_live':
    case 'class_too_small':
      return 409;
    case 'too_large':
      return 413;
    case 'roster_invalid':
    case 'roster_unanswered':
    case 'pairing_code_invalid':
      return 422;
    case 'locked_out':
    case 'too_many_requests':
      return 429;
    case 'internal':
      return 500;
    case 'busy':
    case 'unavailable':
    case 'storage_full':
      return 503;
  }
}
