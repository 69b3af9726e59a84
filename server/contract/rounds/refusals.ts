import { refusal } from '../common/refusal.ts';

export const refusals = {
  definition_invalid: refusal<{ path: string; reason: string }>(400),
};
