import type { z } from 'zod';
import type { Assembly, AssemblyBody } from '../../contract/people.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { violated } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import type { Actor } from '../../platform/permissions.ts';
import { hashPassword } from '../../platform/secrets.ts';
import { listAssemblies, loginNameTaken } from './assemblies.repo.ts';
import { foundAssembly } from './found.ts';

/**
 * The operator's rights go beyond an assembly, so they aren't a role in the table of permissions: only
 * the person who set the deployment up has them, and only at the desk.
 */
function operator(actor: Actor | undefined): Result<Actor> {
  if (actor === undefined) return fail('not_signed_in');
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
  const { loginName } = administrator;
  const passwordHash = await hashPassword(administrator.password, world);
  try {
    return await db.transaction().execute(async (tx) => {
      if (await loginNameTaken(tx, loginName)) return fail('login_name_taken');
      const { assemblyId } = await foundAssembly(
        tx,
        world,
        {
          name,
          kind,
          administrator: { name: administrator.name, loginName, passwordHash, operator: false },
        },
        may.value,
      );
      return ok({ id: assemblyId, name, kind, sample: false, people: 1, meetings: 0 });
    });
  } catch (error) {
    // Somebody took the name in this very moment.
    if (violated(error) === 'account_login_name') return fail('login_name_taken');
    throw error;
  }
}
