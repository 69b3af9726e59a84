import { refusal } from '../common/refusal.ts';

export const refusals = {
  pairing_code_invalid: refusal(422),
};
