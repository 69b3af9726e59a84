import { refusal } from '../common/refusal.ts';

export const refusals = {
  setup_done: refusal(409),
  setup_link_invalid: refusal(403),
};
