import { refusal } from '../common/refusal.ts';

export const refusals = {
  wrong_credentials: refusal(401),
  locked_out: refusal<{ seconds: number }>(429),
  card_withdrawn: refusal(401),
  /** The link works once; the printed code still does. */
  card_link_used: refusal(401),
  /** Names of who is signed in and who would be; asked again with `instead` it is done. */
  someone_signed_in: refusal<{ current: string; next: string }>(409),
  password_weak: refusal<{ reason: string }>(400),
  /** Of somebody who is signed in and wants to change it. */
  wrong_password: refusal(403),
};
