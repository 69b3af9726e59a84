import type { z } from 'zod';
import { withSuffix } from '../../contract/common/login-name.ts';
import type { Assembly, AssemblyBody, AssemblyName } from '../../contract/assemblies/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { weakness } from '../../platform/passwords/weak.ts';
import { hashPassword, newLoginSuffix } from '../../platform/secrets.ts';
import { listAssemblies, lockName, meetingsNotOver, updateName } from './assemblies.repo.ts';
import { foundAssembly } from './found.ts';

/**
 * The operator's rights go beyond an assembly, so they aren't a role in the table of permissions: only
 * the person who set the deployment up has them, and only at the desk.
 */
function operator(actor: Actor | undefined): Result<Actor> {
  if (actor === undefined) return fail('not_signed_in');
  if (actor.mustChange) return fail('password_change_needed');
  return actor.operator ? ok(actor) : fail('not_permitted');
}

/** Every assembly of this deployment, oldest first. */
export async function assembliesFor(
  context: Context,
  actor: Actor | undefined,
): Promise<Result<{ assemblies: z.infer<typeof Assembly>[] }>> {
  const may = operator(actor);
  if (!may.ok) return may;
  return ok({ assemblies: await listAssemblies(context.db) });
}

/** Makes a further assembly with its first administrator, who isn't an operator. */
export async function addAssembly(
  context: Context,
  actor: Actor | undefined,
  body: z.infer<typeof AssemblyBody>,
): Promise<Result<z.infer<typeof Assembly>>> {
  const may = operator(actor);
  if (!may.ok) return may;
  const { db, world } = context;
  const { name, kind, administrator } = body;
  // Every assembly but the first has a suffix of its own: whether a login name is free tells nothing about others.
  const loginSuffix = newLoginSuffix(world);
  const loginName = withSuffix(administrator.loginName, loginSuffix);
  const about = { loginName, names: [administrator.name, name] };
  const weak = weakness(administrator.password, about);
  if (weak !== undefined) return fail('password_weak', { reason: weak });
  const passwordHash = await hashPassword(administrator.password, world);
  return db.transaction().execute(async (tx) => {
    const { assemblyId } = await foundAssembly(
      tx,
      world,
      {
        name,
        kind,
        loginSuffix,
        administrator: {
          name: administrator.name,
          loginName,
          passwordHash,
          operator: false,
          mustChange: true,
        },
      },
      may.value,
    );
    return ok({
      id: assemblyId,
      name,
      kind,
      sample: false,
      people: 1,
      meetings: 0,
      administrator: loginName,
    });
  });
}

/** Gives the actor's assembly another name. What was counted and published keeps the one it had. */
export async function renameAssembly(
  { db, world }: Context,
  actor: Actor | undefined,
  name: string,
): Promise<Result<z.infer<typeof AssemblyName>>> {
  const who = allowed(actor, 'assembly.rename');
  if (!who.ok) return who;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx) => {
    const before = await lockName(tx, assemblyId);
    if (before === name) return ok({ name });
    await updateName(tx, assemblyId, name);
    for (const meetingId of await meetingsNotOver(tx, assemblyId)) await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: 'assembly.changed',
      actor: who.value,
      at: world.now(),
      detail: { assembly: assemblyId, name: { before, after: name } },
    });
    return ok({ name });
  });
}
