import { AssemblyKind, Origin, Attendance, CastingMedium } from '../contract/common/words.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  BoxPublication,
  Display,
  HeldBack,
  Medium,
  MeetingQuorum,
  MeetingState,
  RoundState,
  ScreenTheme,
} from '../contract/room/schemas.ts';
import { Office } from '../contract/decisions/schemas.ts';
import { RollClass } from '../contract/common/roles.ts';
import type { Connection } from '../platform/database.ts';

const Row = z.object({
  seq: z.int(),
  meeting: z.object({
    id: z.uuid(),
    title: z.string(),
    place: z.string(),
    starts_at: z.coerce.date(),
    state: MeetingState,
    assembly: z.string(),
    kind: AssemblyKind,
    sample: z.boolean(),
    screen_theme: ScreenTheme,
    quorum: MeetingQuorum,
  }),
  roll: z.object({ enrolled: z.int(), present: z.int(), on_leave: z.int() }),
  agenda: z.array(
    z.object({
      id: z.uuid(),
      position: z.int(),
      title: z.string(),
      state: RoundState,
      box: z.object({ to: BoxPublication.exclude(['off']), sha256: z.string() }).nullable(),
    }),
  ),
  round: z
    .object({
      id: z.uuid(),
      position: z.int(),
      title: z.string(),
      state: RoundState,
      display: Display,
      medium: Medium,
      box_publication: BoxPublication,
      definition: z.unknown(),
      facts: z.unknown(),
      roll: z.object({ enrolled: z.int(), present: z.int(), issued: z.int() }).nullable(),
      opened_at: z.coerce.date().nullable(),
    })
    .nullable(),
  tally: z
    .object({
      electors: z.int(),
      papers: z.int(),
      shown_papers: z.int(),
      shown_cells: z.array(z.int()),
      shown_group: z.int(),
    })
    .nullable(),
  follows: z
    .object({
      origin: Origin,
      title: z.string(),
      roll: z.object({ enrolled: z.int(), present: z.int() }).nullable(),
      /** The rounds before, the newest first, with what each counted. */
      chain: z.array(
        z.object({
          definition: z.unknown(),
          count: z.object({ result: z.unknown(), stands: z.boolean() }).nullable(),
        }),
      ),
    })
    .nullable(),
  signing: z.object({ version: z.int(), signed: z.int(), needed: z.int() }).nullable(),
  count: z
    .object({
      result: z.unknown(),
      held_back: HeldBack.nullable(),
      stands: z.boolean(),
      roll: z.object({ enrolled: z.int(), present: z.int() }),
    })
    .nullable(),
});
export type RoomRow = z.infer<typeof Row>;

/**
 * Everything the room's picture is made of, in one statement and so of one moment: the figures belong to
 * the sequence number beside them (V5). Undefined when there is no such meeting.
 * The cells that the display setting holds back are not even read.
 */
export async function readRoom(db: Connection, meetingId: string): Promise<RoomRow | undefined> {
  const { rows } = await sql`
    select
      room.seq,
      json_build_object('id', m.id, 'title', m.title, 'place', m.place, 'starts_at', m.starts_at,
        'state', m.state, 'assembly', a.name, 'kind', a.kind, 'sample', a.sample, 'screen_theme', room.screen_theme, 'quorum', m.quorum) as meeting,
      (select json_build_object(
          'enrolled', count(*) filter (where entitled),
          'present', count(*) filter (where entitled and attendance = 'present'),
          'on_leave', count(*) filter (where entitled and attendance = 'on_leave'))
        from roll_entry e where e.assembly_id = m.assembly_id and e.meeting_id = m.id) as roll,
      (select coalesce(json_agg(json_build_object(
          'id', r.id, 'position', r.position, 'title', r.title, 'state', r.state,
          'box', case when b.round_id is not null then json_build_object(
            'to', r.box_publication, 'sha256', b.sha256) end) order by r.position), '[]')
        from round r
        left join published_box b on b.round_id = r.id
        where r.assembly_id = m.assembly_id and r.meeting_id = m.id and r.state <> 'draft') as agenda,
      case when r.id is not null then json_build_object('id', r.id, 'position', r.position,
        'title', r.title, 'state', r.state, 'display', r.display, 'medium', r.medium,
        'box_publication', r.box_publication,
        'definition', r.definition, 'facts', r.facts, 'roll', r.roll, 'opened_at', r.opened_at) end as round,
      case when t.round_id is not null then json_build_object('electors', t.electors,
        'papers', t.papers,
        'shown_papers', case t.shown_group when 1 then t.papers else t.shown_papers end,
        'shown_cells', case t.shown_group when 1 then t.cells else t.shown_cells end,
        'shown_group', t.shown_group) end as tally,
      case when r.predecessor_id is not null then json_build_object('origin', r.origin,
        'title', (select title from round p where p.id = r.predecessor_id),
        -- Until it opens: whoever was in the earlier electorate and is still present with a vote (fixElectorate).
        'roll', (select json_build_object('enrolled', p.roll -> 'enrolled', 'present', (
            select count(*) from round_elector x
            join roll_entry e on e.assembly_id = r.assembly_id and e.meeting_id = r.meeting_id
              and e.person_id = x.person_id and e.entitled and e.attendance = 'present'
            where x.round_id = p.id))
          from round p where p.id = r.predecessor_id and r.state = 'ready' and p.roll is not null),
        'chain', (
          with recursive chain as (
            select p.*, 1 as distance from round p where p.id = r.predecessor_id
            union all
            select p.*, chain.distance + 1 from round p join chain on p.id = chain.predecessor_id
          )
          select coalesce(json_agg(json_build_object('definition', chain.definition, 'count',
            (select json_build_object('result', c.result, 'stands', count_stands(c)) from round_count c
              where c.round_id = chain.id and chain.state in ('announced', 'published')
              order by c.version desc limit 1))
            order by chain.distance), '[]')
          -- A re-vote takes the place of what it follows: nothing is carried over from there.
          from chain where r.origin <> 'revote' and chain.state not in ('void', 'inquorate')))
        end as follows,
      case when r.state in ('tallied', 'signed') and r.signatures_required then (
        select json_build_object('version', c.version,
          'signed', (select count(*) from count_signature s where s.round_id = r.id and s.version = c.version),
          'needed', (select count(*) from officer o where o.assembly_id = r.assembly_id
            and o.meeting_id = r.meeting_id and o.released_at is null
            and o.office in ('chief_scrutineer', 'scrutineer')))
        from round_count c where c.round_id = r.id order by c.version desc limit 1) end as signing,
      (select json_build_object('result', c.result, 'held_back', c.held_back,
          'stands', count_stands(c), 'roll', c.roll) from round_count c
        where c.round_id = r.id and r.state in ('announced', 'published')
        order by c.version desc limit 1) as count
    from room
    join meeting m on m.assembly_id = room.assembly_id and m.id = room.meeting_id
    join assembly a on a.id = m.assembly_id
    left join round r on r.id = room.current_round_id
    left join round_tally t on t.round_id = r.id
    where room.meeting_id = ${meetingId}
  `.execute(db);
  return rows[0] === undefined ? undefined : Row.parse(rows[0]);
}

const SelfRow = z.object({
  person_id: z.uuid(),
  name: z.string(),
  class: RollClass,
  entitled: z.boolean(),
  attendance: Attendance,
  medium: CastingMedium,
  office: Office.nullable(),
  round_id: z.uuid().nullable(),
  elector: z.boolean(),
  voted: z.boolean(),
  /** Signed in with a card that was issued again after the round was opened. */
  renewed: z.boolean(),
  missed: z.enum(['round', 'earlier_round']).nullable(),
});
export type SelfRow = z.infer<typeof SelfRow>;

/** What the devices of these people show about their owners, in one statement. */
export async function readSelves(
  db: Connection,
  meetingId: string,
  personIds: readonly string[],
): Promise<SelfRow[]> {
  const { rows } = await sql`
    select e.person_id, p.name, e.class, e.entitled, e.attendance, o.office, r.id as round_id,
      coalesce(x.medium, e.medium) as medium,
      (x.person_id is not null and s.id is null) as elector,
      (v.person_id is not null and s.id is null) as voted,
      (x.person_id is not null and s.id is not null) as renewed,
      case when x.person_id is not null or not e.entitled or r.id is null then null
        when r.predecessor_id is not null and before.person_id is null then 'earlier_round'
        else 'round' end as missed
    from roll_entry e
    join person p on p.assembly_id = e.assembly_id and p.id = e.person_id
    join room on room.meeting_id = e.meeting_id
    left join officer o on o.assembly_id = e.assembly_id and o.meeting_id = e.meeting_id
      and o.person_id = e.person_id and o.released_at is null
    left join round r on r.id = room.current_round_id and r.state not in ('draft', 'ready')
    left join round_elector x on x.round_id = r.id and x.person_id = e.person_id
    left join round_elector before on before.round_id = r.predecessor_id and before.person_id = e.person_id
    left join session s on s.assembly_id = e.assembly_id and s.meeting_id = e.meeting_id
      and s.person_id = e.person_id and s.seat = 'tablet' and s.ended_at is null
      and s.renewed_at >= r.opened_at
    left join roll_mark v on v.round_id = r.id and v.person_id = e.person_id
    where e.assembly_id = room.assembly_id and e.meeting_id = ${meetingId}
      and e.person_id = any(${personIds}::uuid[])
  `.execute(db);
  return rows.map((row) => SelfRow.parse(row));
}

/**
 * The sequence numbers of these meetings now, to notice what a lost notification didn't say; and whether a count of what
 * is on the floor, or of a round that it follows, is no longer what was counted: that changes no number.
 */
export async function readStanding(
  db: Connection,
  meetingIds: readonly string[],
): Promise<{ meeting_id: string; seq: number; differs: boolean }[]> {
  const { rows } = await sql<{ meeting_id: string; seq: number; differs: boolean }>`
    with recursive floor as (
      select room.meeting_id, r.id, r.predecessor_id, r.state, r.origin
      from room join round r on r.id = room.current_round_id
      where room.meeting_id = any(${meetingIds}::uuid[])
      union all
      -- As in the picture: a re-vote takes the place of what it follows.
      select floor.meeting_id, p.id, p.predecessor_id, p.state, floor.origin
      from floor join round p on p.id = floor.predecessor_id
      where floor.origin <> 'revote'
    )
    select room.meeting_id, room.seq, exists (
        select from floor where floor.meeting_id = room.meeting_id
          and floor.state in ('announced', 'published')
          and not (select count_stands(c) from round_count c where c.round_id = floor.id
                   order by c.version desc limit 1)) as differs
    from room where room.meeting_id = any(${meetingIds}::uuid[])`.execute(db);
  return rows;
}

/** Which of these sessions have ended or run out, with the reason. */
export async function readEndedSessions(
  db: Connection,
  sessionIds: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'ended_reason'])
    .where(sql<boolean>`id = any(${sessionIds}::uuid[])`)
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('expires_at', '<=', now)]))
    .execute();
  return new Map(rows.map((row) => [row.id, row.ended_reason ?? 'expired']));
}

/** Whether there is such a meeting in this assembly. */
export async function meetingExists(
  db: Connection,
  assemblyId: string,
  meetingId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('meeting')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('id', '=', meetingId)
    .executeTakeFirst();
  return row !== undefined;
}
