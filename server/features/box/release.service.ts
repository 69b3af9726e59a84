import type { BoxStatus } from '../../contract/paper/schemas.ts';
import type { Context } from '../../context.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import type { Actor } from '../../platform/permissions.ts';
import { listTellers, setReleased } from './box.repo.ts';
import { enteredBy } from './box.ts';
import { actOnBox, statusAfter } from './box.service.ts';

/**
 * Releases a teller who can't go on (计票人因故接替), with the reason: somebody else takes the place and enters from
 * the start, what the other of the two did stays. The released one's entries are set aside: kept for the record,
 * never counted. Until the count is signed.
 */
export async function releaseTeller(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
  personId: string,
  reason: string,
): Promise<Result<BoxStatus>> {
  const states = ['closed', 'tallied'] as const;
  return actOnBox(context, asked, 'teller.release', roundId, states, async (tx, _box, actor) => {
    const teller = (await listTellers(tx, roundId)).find((one) => one.person_id === personId);
    if (teller === undefined) return fail('not_found');
    const at = context.world.now();
    await setReleased(tx, { roundId, personId }, { at, by: actor.personId, reason });
    await record(tx, {
      chain: actor.assemblyId,
      event: 'teller.released',
      actor,
      at,
      detail: { round: roundId, person: personId, entered: enteredBy(teller), reason },
    });
    return statusAfter(tx, actor, roundId);
  });
}
