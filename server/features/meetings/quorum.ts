import { ok } from '../../domain/outcome.ts';
import { neededPresent, presentEnough } from '../../domain/quorum.ts';
import type { Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { readQuorum } from './meetings.repo.ts';
import { lockRollFigures } from './roll.repo.ts';

/**
 * Whether enough are present for what the meeting itself does: to be opened, to decide by show of hands. Gives the
 * figures of the roll, which stay as they are until the transaction ends. A meeting without a quorum has enough.
 */
export async function enoughPresent(
  tx: Tx,
  assemblyId: string,
  meetingId: string,
): Promise<Result<{ enrolled: number; present: number }>> {
  const quorum = await readQuorum(tx, assemblyId, meetingId);
  const { enrolled, present } = await lockRollFigures(tx, assemblyId, meetingId);
  if (presentEnough(quorum, { enrolled, present })) return ok({ enrolled, present });
  const needed = neededPresent(quorum, enrolled);
  return fail('quorum_not_met', { present, enrolled, needed });
}
