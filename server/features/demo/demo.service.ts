import type { z } from 'zod';
import type { Seat } from '../../contract/common/roles.ts';
import type { Demo } from '../../contract/demo/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { newToken, tokenHash } from '../../platform/secrets.ts';
import { beginScreenSession, beginSession } from '../../platform/sessions/sessions.service.ts';
import { personWithRole, rollOfMeeting, sampleMeeting } from './demo.repo.ts';

type SignIn = z.infer<typeof Demo>['signIns'][number];
type Known = {
  assemblyId: string;
  meetingId: string;
  people: Map<string, SignIn & { personId: string | null }>;
};

/** Who can be taken on in the demonstration: presider, staff, projector, and everybody on the roll. */
async function known({ db }: Context): Promise<Known | undefined> {
  const meeting = await sampleMeeting(db);
  if (meeting === undefined) return undefined;
  const { assembly_id: assemblyId, id: meetingId } = meeting;
  const people: Known['people'] = new Map();
  const presider = await personWithRole(db, assemblyId, 'presider');
  const administrator = await personWithRole(db, assemblyId, 'administrator');
  const add = (id: string, seat: Seat, name: string, path: string, personId: string | null) =>
    people.set(id, { id, seat, name, path, personId });
  if (presider !== undefined) {
    add('presider', 'chair', presider.name, `/chair/${meetingId}`, presider.id);
  }
  add('screen', 'screen', '', '/screen', null);
  if (administrator !== undefined) {
    add('staff', 'desk', administrator.name, '/desk', administrator.id);
  }
  const roll = await rollOfMeeting(db, assemblyId, meetingId);
  roll.forEach((person, index) => {
    add(`deputy-${String(index + 1)}`, 'tablet', person.name, '/tablet', person.id);
  });
  return { assemblyId, meetingId, people };
}

/** The sample meeting and its one-tap sign-ins; `not_found` before the sample is loaded. */
export async function demoSignIns(context: Context): Promise<Result<z.infer<typeof Demo>>> {
  const demo = await known(context);
  if (demo === undefined) return fail('not_found');
  const signIns = [...demo.people.values()].map(({ id, seat, name, path }) => ({
    id,
    seat,
    name,
    path,
  }));
  return ok({ meetingId: demo.meetingId, signIns });
}

/**
 * Signs in as one of the sample's people without a secret. Registered in the demonstration only, and it
 * knows nobody outside a sample assembly.
 */
export async function demoSignIn(
  context: Context,
  id: string,
): Promise<Result<{ signIn: SignIn; token: string }>> {
  const demo = await known(context);
  const person = demo?.people.get(id);
  if (demo === undefined || person === undefined) return fail('not_found');
  const { personId, ...signIn } = person;
  const { assemblyId, meetingId } = demo;
  const { db, world } = context;
  return db.transaction().execute(async (tx) => {
    if (signIn.seat === 'screen') {
      const token = newToken(world);
      const session = await beginScreenSession(tx, world, {
        assemblyId,
        meetingId,
        secretHash: tokenHash(token),
      });
      await record(tx, {
        chain: assemblyId,
        event: 'screen.paired',
        actor: { personId: null, seat: 'screen' },
        at: world.now(),
        detail: { meeting: meetingId, session },
      });
      return ok({ signIn, token });
    }
    const { token } = await beginSession(tx, world, {
      assemblyId,
      seat: signIn.seat,
      personId,
      meetingId: signIn.seat === 'tablet' ? meetingId : null,
    });
    return ok({ signIn, token });
  });
}
