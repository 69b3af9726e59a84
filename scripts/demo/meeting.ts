import { realWorld } from '../../server/platform/clock.ts';
import type { Database } from '../../server/platform/database.ts';
import { leadMeeting } from './chairperson.ts';
import { simulateDeputies } from './deputies.ts';
import { loadSample } from './sample.ts';

/** The first deputies of the roll are nobody's simulation: their places wait for whoever tries a tablet. */
const FREE_PLACES = 2;
const ARRIVAL_MS = 8_000;

/**
 * Loads the sample into an empty database and lets simulated people begin its meeting, at the server that the set-up link
 * leads to.
 */
export async function beginMeeting(
  db: Database,
  setupLink: string,
  say: (line: string) => void,
): Promise<{ stop: () => void }> {
  const sample = await loadSample(db, setupLink, realWorld.now());
  await db
    .updateTable('roll_entry')
    .set({ attendance: 'present' })
    .where('meeting_id', '=', sample.meetingId)
    .where(
      'person_id',
      'in',
      db.selectFrom('person').select('id').where('number', 'in', ['YL-001', 'YL-002']),
    )
    .execute();
  const { origin } = new URL(setupLink);
  const simulation = simulateDeputies(origin, sample.codes.slice(FREE_PLACES), ARRIVAL_MS);
  const lead = leadMeeting(db, sample, say);
  return {
    stop: () => {
      lead.stop();
      simulation.stop();
    },
  };
}

/** Where each of the meeting's people is found, for whoever started it. */
export function whereTheyAre(origin: string, hallOrigins: readonly string[]): string {
  const base = `${origin}/demo?as=`;
  return `
  大屏 projector          ${base}screen
  主持人 presider         ${base}presider
  代表平板 deputy's tablet ${base}deputy-1
  工作人员 staff          ${base}staff
  公众 public             ${origin}/
  所有身份 everyone       ${origin}/demo
${hallOrigins.map((hall) => `\n  会场其他设备 other devices in the hall: ${hall}/demo`).join('')}`;
}
