import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Whether somebody stands on the roll of a meeting that isn't closed. */
export async function onRunningRoll(
  tx: Tx,
  assemblyId: string,
  personId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('roll_entry')
    .innerJoin('meeting', 'meeting.id', 'roll_entry.meeting_id')
    .select('meeting.id')
    .where('roll_entry.assembly_id', '=', assemblyId)
    .where('roll_entry.person_id', '=', personId)
    .where('meeting.state', '<>', 'closed')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes out what is known about somebody; whether the name stays, because records of a meeting name them. */
export async function eraseFields(
  tx: Tx,
  assemblyId: string,
  personId: string,
  now: Date,
): Promise<boolean> {
  const own = { assembly_id: assemblyId, person_id: personId };
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select from roll_entry where person_id = ${personId})
      or exists (select from officer where person_id = ${personId})
      or exists (select from decision where recorded_by = ${personId})
      or exists (select from round_count where made_by = ${personId}) as kept`.execute(tx);
  const nameKept = rows[0]?.kept === true;
  await tx
    .updateTable('person')
    .set({
      number: null,
      unit: null,
      phone: null,
      erased_at: now,
      ...(nameKept ? {} : { name: '—' }),
    })
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', personId)
    .execute();
  for (const table of ['person_role', 'account', 'card'] as const) {
    await tx
      .deleteFrom(table)
      .where('assembly_id', '=', own.assembly_id)
      .where('person_id', '=', own.person_id)
      .execute();
  }
  // Where and with what they signed in.
  await tx
    .updateTable('session')
    .set({ address: '', device: '' })
    .where('assembly_id', '=', own.assembly_id)
    .where('person_id', '=', own.person_id)
    .execute();
  return nameKept;
}
