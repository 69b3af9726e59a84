import { Desk, newPassword, type Account } from '../client/desk.ts';

/** Who runs the meeting of a replay. */
export type Offices = {
  /** Prepares it: staff or administrator. */
  desk: Desk;
  /** Presides. */
  chair: Desk;
  /** Takes back what was lent for the replay. */
  leave(): Promise<void>;
};

const PRESIDER = 'REPLAY-PRESIDER';

/** An empty database's first administrator, made through the set-up link, and a presider. */
export async function newOffices(origin: string, token: string): Promise<Offices> {
  const desk = await Desk.setUp(
    { origin, token },
    { name: '样例街道', kind: 'subdistrict' },
    { name: '样例管理员', loginName: 'replay', password: newPassword() },
  );
  return withPresider(desk, origin);
}

/**
 * The offices of a server that runs already. Who presides: `presider` where one is given, the same
 * person where they hold that role, or somebody an administrator makes for the replay.
 */
export async function officesAt(
  origin: string,
  staff: Account,
  presider: Account | undefined,
): Promise<Offices> {
  const desk = await Desk.signIn(origin, staff, 'desk');
  if (presider !== undefined || desk.me.roles.includes('presider')) {
    const chair = await Desk.signIn(origin, presider ?? staff, 'chair');
    return { desk, chair, leave: () => Promise.resolve() };
  }
  return withPresider(desk, origin);
}

/** 样例主持人, found again where an earlier replay left one, with a password of this replay's own. */
async function withPresider(desk: Desk, origin: string): Promise<Offices> {
  const account = { loginName: 'replay-presider', password: newPassword() };
  const known = (await desk.people()).find(({ number }) => number === PRESIDER);
  let id: string;
  if (known === undefined) {
    const person = { name: '样例主持人', number: PRESIDER, roles: ['presider' as const] };
    id = (await desk.addAccount(person, account)).id;
  } else {
    id = known.id;
    await desk.changePerson(id, { active: true });
    await desk.setAccount(id, account);
  }
  const chair = await Desk.signIn(origin, account, 'chair');
  return {
    desk,
    chair,
    leave: async () => {
      await desk.changePerson(id, { active: false });
    },
  };
}
