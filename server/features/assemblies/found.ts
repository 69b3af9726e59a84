import type { AssemblyKind } from '../../domain/assemblyKind.ts';
import type { Role } from '../../contract/common/roles.ts';
import { DEPLOYMENT_CHAIN, record, type AuditActor } from '../../platform/audit/audit.ts';
import type { World } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { insertAssembly, insertFirstPerson } from './assemblies.repo.ts';

/** What the first person of an assembly is: they set it up and do the office's work until others join. */
const FIRST_ROLES: readonly Role[] = ['administrator', 'staff'];

export type NewAssembly = {
  name: string;
  kind: AssemblyKind;
  /** Made-up data for trying things out (样例). */
  sample?: boolean;
  /** What its login names end with; null in the first assembly. */
  loginSuffix?: string | null;
  administrator: {
    name: string;
    /** In lower case. Free in the whole deployment: the caller has looked. */
    loginName: string;
    passwordHash: string;
    /** May make further assemblies. */
    operator: boolean;
    /** Somebody else chose the password. */
    mustChange: boolean;
  };
};

/**
 * Makes an assembly with its first administrator, written down in the deployment's chain and in the new
 * one. Without `by` the administrator made it themselves.
 */
export async function foundAssembly(
  tx: Tx,
  world: World,
  assembly: NewAssembly,
  by?: AuditActor,
): Promise<{ assemblyId: string; personId: string }> {
  const at = world.now();
  const assemblyId = world.uuid();
  const personId = world.uuid();
  const { name, kind, sample = false, loginSuffix = null, administrator } = assembly;
  await insertAssembly(tx, {
    id: assemblyId,
    name,
    kind,
    sample,
    login_suffix: loginSuffix,
    created_at: at,
  });
  await insertFirstPerson(tx, {
    ...administrator,
    assemblyId,
    id: personId,
    roles: FIRST_ROLES,
    now: at,
  });

  const actor: AuditActor = by ?? { personId, seat: null };
  const created = { assembly: assemblyId, name, sample };
  // The deployment's chain always before an assembly's, as everywhere.
  for (const chain of [DEPLOYMENT_CHAIN, assemblyId]) {
    await record(tx, { chain, event: 'assembly.created', actor, at, detail: created });
  }
  const own = { chain: assemblyId, actor, at };
  await record(tx, { ...own, event: 'person.added', detail: { person: personId } });
  await record(tx, {
    ...own,
    event: 'roles.assigned',
    detail: { person: personId, roles: [...FIRST_ROLES] },
  });
  await record(tx, { ...own, event: 'account.set', detail: { person: personId } });
  return { assemblyId, personId };
}
