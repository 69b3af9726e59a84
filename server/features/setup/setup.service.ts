import type { z } from 'zod';
import type { SetupBody } from '../../contract/setup/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { after, type World } from '../../platform/clock.ts';
import type { Connection, Database } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { weakness } from '../../platform/passwords/weak.ts';
import { hashPassword, newToken, tokenHash } from '../../platform/secrets.ts';
import { beginSession, type From } from '../../platform/sessions/sessions.service.ts';
import { signedIn, type SignedIn } from '../../platform/sessions/signed-in.ts';
import { anyAssembly, lockAssemblies } from '../assemblies/assemblies.repo.ts';
import { foundAssembly } from '../assemblies/found.ts';
import { deleteUnusedLinks, insertLink, linkIsGood, markLinkUsed } from './setup.repo.ts';

/** How long a set-up link can be used, in seconds. Starting the server again makes a new one. */
const LINK_LIFETIME = 24 * 3600;

/**
 * On a database without any assembly, the token of a new one-time link ORIGIN/setup#TOKEN by which the
 * first administrator makes one; earlier links stop working. Undefined when there is an assembly already.
 */
export async function newSetupLink(db: Database, world: World): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    await lockAssemblies(tx);
    if (await anyAssembly(tx)) return undefined;
    const token = newToken(world);
    const now = world.now();
    await deleteUnusedLinks(tx);
    await insertLink(tx, {
      token_hash: tokenHash(token),
      created_at: now,
      expires_at: after(now, LINK_LIFETIME),
    });
    return token;
  });
}

/**
 * Makes the first assembly with its administrator, who also becomes the deployment's operator, and signs
 * them in at the desk. Once only: `setup_done` afterwards, `setup_link_invalid` for a wrong or old link.
 */
export async function setUp(
  context: Context,
  from: From,
  body: z.infer<typeof SetupBody>,
): Promise<Result<SignedIn>> {
  const { db, world } = context;
  const link = tokenHash(body.token);
  // Looked at before the password is hashed, so that nobody without the link makes us work.
  const now = await possible(db, link, world.now());
  if (!now.ok) return now;

  const { name, loginName, password } = body.administrator;
  const weak = weakness(password, { loginName, names: [name, body.assembly.name] });
  if (weak !== undefined) return fail('password_weak', { reason: weak });
  const passwordHash = await hashPassword(password, world);
  const begun = await db.transaction().execute(async (tx): Promise<Result<{ token: string }>> => {
    await lockAssemblies(tx);
    const still = await possible(tx, link, world.now());
    if (!still.ok) return still;
    await markLinkUsed(tx, link, world.now());
    const { assemblyId, personId } = await foundAssembly(tx, world, {
      ...body.assembly,
      administrator: { name, loginName, passwordHash, operator: true, mustChange: false },
    });
    return ok(
      await beginSession(tx, world, { assemblyId, seat: 'desk', personId, meetingId: null, from }),
    );
  });
  return signedIn(db, world, 'desk', begun);
}

async function possible(db: Connection, link: Buffer, now: Date): Promise<Result<null>> {
  if (await anyAssembly(db)) return fail('setup_done');
  return (await linkIsGood(db, link, now)) ? ok(null) : fail('setup_link_invalid');
}
