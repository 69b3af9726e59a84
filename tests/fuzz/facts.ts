import type pg from 'pg';
import type { RoundState } from '../../server/contract/room/schemas.ts';
import type { RoundDefinition } from '../../server/domain/round/document.ts';

/** What the database says of a round, all of one moment. */
export type RoundFacts = {
  id: string;
  position: number;
  title: string;
  state: RoundState;
  display: string;
  /** By how many papers figures are let out in groups; null where the electorate decides. */
  shownGroup: number | null;
  medium: 'tablet' | 'mixed' | 'figures';
  definition: RoundDefinition;
  roll: {
    enrolled: number;
    present: number;
    issued: number;
    classes?: Record<string, { enrolled: number; present: number }>;
  } | null;
  predecessor: string | null;
  origin: string | null;
  electors: { person: string; class: string; medium: 'tablet' | 'paper' }[];
  marks: { person: string; cast: string }[];
  papers: { receipt: string; class: string | null; content: Record<string, unknown> }[];
  tally: { papers: number; electors: number; cells: number[]; group: number } | null;
  /** What each of the two tellers has entered. */
  entered: unknown[][];
  counts: { version: number; sha: string; result: { round: string }; roll: object }[];
};
export type Facts = { seq: number; floor: string | null; rounds: RoundFacts[] };

/** Reads everything in one statement, past the server and on a connection of its own. */
export async function readFacts(client: pg.Client, meetingId: string): Promise<Facts> {
  const { rows } = await client.query<{ facts: Facts }>(
    `select json_build_object('seq', room.seq, 'floor', room.current_round_id, 'rounds', (
      select coalesce(json_agg(json_build_object(
        'id', r.id, 'position', r.position, 'title', r.title, 'state', r.state,
        'display', r.display, 'shownGroup', r.shown_group, 'medium', r.medium, 'definition', r.definition, 'roll', r.roll,
        'predecessor', r.predecessor_id, 'origin', r.origin,
        'electors', (select coalesce(json_agg(json_build_object(
            'person', person_id, 'class', class, 'medium', medium) order by person_id), '[]')
          from round_elector where round_id = r.id),
        'marks', (select coalesce(json_agg(json_build_object('person', person_id, 'cast', cast_id)), '[]')
          from roll_mark where round_id = r.id),
        'papers', (select coalesce(json_agg(json_build_object(
            'receipt', receipt, 'class', class, 'content', content)), '[]')
          from paper where round_id = r.id),
        'tally', (select json_build_object('papers', papers, 'electors', electors, 'cells', cells,
            'group', shown_group) from round_tally where round_id = r.id),
        'entered', (select coalesce(json_agg((
            select coalesce(json_agg(content order by position), '[]') from (
              select position, content from paper_entry
              where round_id = r.id and person_id = t.person_id
              union all select 1, content from figures_entry
              where round_id = r.id and person_id = t.person_id) as entry)), '[]')
          from paper_teller t where t.round_id = r.id and t.released_at is null),
        'counts', (select coalesce(json_agg(json_build_object('version', version,
            'sha', document_sha256, 'result', result, 'roll', roll) order by version), '[]')
          from round_count where round_id = r.id)
      ) order by r.position), '[]') from round r where r.meeting_id = room.meeting_id)) as facts
    from room where room.meeting_id = $1`,
    [meetingId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the meeting has no room');
  return row.facts;
}
