import { refusal } from '../common/refusal.ts';

export const refusals = {
  quorum_not_met: refusal<{ present: number; enrolled: number; needed: number }>(409),
  meeting_not_in_session: refusal(409),
};
