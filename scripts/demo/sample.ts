import { SAMPLE, SAMPLE_ROUNDS } from '../../db/samples/sample-meeting.ts';
import type { Database } from '../../server/platform/database.ts';
import { Desk, newPassword } from '../client/desk.ts';

export type LoadedSample = {
  meetingId: string;
  roundIds: string[];
  staff: Desk;
  presider: Desk;
  /** Codes of everybody on the roll, in its order. */
  codes: string[];
};

/** Loads the sample through the same API that the pages use, with passwords nobody knows. */
export async function loadSample(
  db: Database,
  setupLink: string,
  startsAt: Date,
): Promise<LoadedSample> {
  const { origin, hash } = new URL(setupLink);
  const staff = await Desk.setUp({ origin, token: hash.slice(1) }, SAMPLE.assembly, {
    ...SAMPLE.administrator,
    password: newPassword(),
  });
  // Marked as a sample before anything else: it shows on every page, and only samples have one-tap sign-ins.
  await db.updateTable('assembly').set({ sample: true }).execute();

  const { loginName, ...person } = SAMPLE.presider;
  const password = newPassword();
  await staff.addAccount({ ...person, roles: ['presider'] }, { loginName, password });
  await staff.importRoster(new TextEncoder().encode(roster()));
  const meeting = await staff.addMeeting(SAMPLE.meeting.title, startsAt, {
    place: SAMPLE.meeting.place,
  });
  const people = await staff.people();
  const idOf = (number: string): string => {
    const found = people.find((one) => one.number === number);
    if (found === undefined) throw new Error(`the sample has nobody numbered ${number}`);
    return found.id;
  };
  const deputies = SAMPLE.deputies.map(({ number }) => idOf(number));
  const members = SAMPLE.committeeMembers.map(({ number }) => idOf(number));
  await staff.enrol(meeting.id, deputies, 'deputy');
  await staff.enrol(meeting.id, members, 'committee_member');
  const cards = await staff.issueCards(meeting.id);
  const roundIds: string[] = [];
  for (const round of SAMPLE_ROUNDS) {
    const { id } = await staff.addRound(meeting.id, round);
    await staff.act(id, 'make-ready');
    roundIds.push(id);
  }
  const presider = await Desk.signIn(origin, { loginName, password }, 'chair');
  const byPerson = new Map(cards.map((card) => [card.personId, card.code]));
  const codes = [...deputies, ...members].map((id) => byPerson.get(id) ?? '');
  return { meetingId: meeting.id, roundIds, staff, presider, codes };
}

function roster(): string {
  const rows = [
    ...SAMPLE.deputies.map((one) => [one.name, one.number, one.unit, '人大代表']),
    ...SAMPLE.committeeMembers.map((one) => [one.name, one.number, one.unit, '工委委员']),
  ];
  return ['姓名,证号,单位,身份', ...rows.map((row) => row.join(','))].join('\r\n');
}
