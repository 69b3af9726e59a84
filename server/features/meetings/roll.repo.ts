import { sql } from 'kysely';
import type { RollEntry } from '../../contract/roll/schemas.ts';
import { inListOrder } from '../../domain/listOrder.ts';
import type { RollClass } from '../../contract/common/roles.ts';
import type { Connection, Tx } from '../../platform/database.ts';

export type Attendance = RollEntry['attendance'];
type Of = { assemblyId: string; meetingId: string };

/** The roll with everybody's card, by number as people count, those without one last and by name. */
export async function listRoll(
  db: Connection,
  { assemblyId, meetingId }: Of,
  personId?: string,
): Promise<RollEntry[]> {
  let entries = db
    .selectFrom('roll_entry')
    .innerJoin('person', (join) =>
      join
        .onRef('person.assembly_id', '=', 'roll_entry.assembly_id')
        .onRef('person.id', '=', 'roll_entry.person_id'),
    )
    .select([
      'person.id as personId',
      'person.name',
      'person.number',
      'person.unit',
      'roll_entry.class',
      'roll_entry.entitled',
      'roll_entry.attendance',
      'roll_entry.medium',
    ])
    .where('roll_entry.assembly_id', '=', assemblyId)
    .where('roll_entry.meeting_id', '=', meetingId)
    .orderBy('person.id');
  // Read apart and joined here: for a roll that was just imported, PostgreSQL knows no figures yet and
  // would look through all cards for each person.
  let cards = db
    .selectFrom('card')
    .select([
      'person_id',
      sql<boolean>`bool_or(withdrawn_at is null)`.as('valid'),
      sql<boolean>`bool_or(withdrawn_at is null and used_at is not null)`.as('used'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .groupBy('person_id');
  if (personId !== undefined) {
    entries = entries.where('roll_entry.person_id', '=', personId);
    cards = cards.where('person_id', '=', personId);
  }
  const held = new Map((await cards.execute()).map((card) => [card.person_id, card]));
  return inListOrder(await entries.execute()).map((entry) => {
    const card = held.get(entry.personId);
    if (card === undefined) return { ...entry, card: 'none' };
    if (card.used) return { ...entry, card: 'used' };
    return { ...entry, card: card.valid ? 'issued' : 'withdrawn' };
  });
}

/** Adds entries or changes their class and right to vote, in one statement. */
export async function upsertRoll(
  tx: Tx,
  { assemblyId, meetingId }: Of,
  entries: readonly { personId: string; class: RollClass; entitled: boolean }[],
): Promise<void> {
  await sql`
    insert into roll_entry (assembly_id, meeting_id, person_id, class, entitled, attendance)
    select ${assemblyId}::uuid, ${meetingId}::uuid, e."personId", e.class, e.entitled, 'absent'
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as e("personId" uuid, class text, entitled boolean)
    on conflict (assembly_id, meeting_id, person_id)
    do update set class = excluded.class, entitled = excluded.entitled`.execute(tx);
}

/** Puts everybody on this roll who was on another and still belongs to the assembly; gives how many are new. */
export async function copyRoll(
  tx: Tx,
  { assemblyId, meetingId, from }: Of & { from: string },
): Promise<number> {
  const { rows } = await sql`
    insert into roll_entry (assembly_id, meeting_id, person_id, class, entitled, attendance, medium)
    select e.assembly_id, ${meetingId}::uuid, e.person_id, e.class, e.entitled, 'absent', e.medium
    from roll_entry e
    join person p on p.assembly_id = e.assembly_id and p.id = e.person_id and p.active
    where e.assembly_id = ${assemblyId} and e.meeting_id = ${from}
    on conflict (assembly_id, meeting_id, person_id) do nothing
    returning 1`.execute(tx);
  return rows.length;
}

/** Which of these people are not active members of the assembly. */
export async function strangers(
  db: Connection,
  assemblyId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select wanted.id from unnest(${personIds}::uuid[]) as wanted(id)
    where not exists (select from person p
      where p.assembly_id = ${assemblyId} and p.id = wanted.id and p.active)`.execute(db);
  return rows.map((row) => row.id);
}

export async function updateEntry(
  tx: Tx,
  { assemblyId, meetingId }: Of,
  personId: string,
  fields: {
    class?: RollClass;
    entitled?: boolean;
    attendance?: Attendance;
    medium?: 'tablet' | 'paper';
  },
): Promise<void> {
  await tx
    .updateTable('roll_entry')
    .set(fields)
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', personId)
    .execute();
}

/** Takes somebody off the roll, with their cards. */
export async function deleteEntry(
  tx: Tx,
  { assemblyId, meetingId }: Of,
  personId: string,
): Promise<void> {
  await tx
    .deleteFrom('roll_entry')
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', personId)
    .execute();
}

/** Whether any round of the meeting was ever opened. */
export async function roundOpened(db: Connection, { assemblyId, meetingId }: Of): Promise<boolean> {
  const row = await db
    .selectFrom('round')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('opened_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which of these people may vote in this round. */
export async function electorsAmong(
  db: Connection,
  roundId: string,
  personIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('round_elector')
    .select('person_id')
    .where('round_id', '=', roundId)
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Which of these people have a device signed in to this meeting. */
export async function withTablets(
  db: Connection,
  { assemblyId, meetingId }: Of,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('session')
    .select('person_id')
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('seat', '=', 'tablet')
    .where('ended_at', 'is', null)
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .$narrowType<{ person_id: string }>()
    .execute();
  return rows.map((row) => row.person_id);
}

/** 应到, 实到 and 请假 of those with a vote, in all and by class. Locks the entries against changes until the end. */
export async function lockRollFigures(tx: Tx, assemblyId: string, meetingId: string) {
  const entries = await tx
    .selectFrom('roll_entry')
    .select(['person_id', 'class', 'attendance'])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('entitled', '=', true)
    .forShare()
    .execute();
  const classes: Record<string, { enrolled: number; present: number }> = {};
  for (const entry of entries) {
    const group = (classes[entry.class] ??= { enrolled: 0, present: 0 });
    group.enrolled += 1;
    if (entry.attendance === 'present') group.present += 1;
  }
  const count = (attendance: Attendance): number =>
    entries.filter((entry) => entry.attendance === attendance).length;
  const present = count('present');
  return { enrolled: entries.length, present, onLeave: count('on_leave'), classes };
}

/** The same figures without a lock, for showing. */
export async function readRollFigures(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('roll_entry')
    .select((eb) => [
      eb.fn.countAll<number>().as('enrolled'),
      eb.fn.countAll<number>().filterWhere('attendance', '=', 'present').as('present'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('entitled', '=', true)
    .executeTakeFirstOrThrow();
}

/** 应到 and 实到 of those with a vote by class, for showing. */
export async function readClassFigures(db: Connection, assemblyId: string, meetingId: string) {
  return db
    .selectFrom('roll_entry')
    .select((eb) => [
      'class',
      eb.fn.countAll<number>().as('enrolled'),
      eb.fn.countAll<number>().filterWhere('attendance', '=', 'present').as('present'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('meeting_id', '=', meetingId)
    .where('entitled', '=', true)
    .groupBy('class')
    .orderBy('class')
    .execute();
}
