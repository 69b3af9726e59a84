import { isDeepStrictEqual } from 'node:util';
import {
  ROOM_SECTIONS,
  type RoomTally,
  type RoomView,
  type SelfView,
} from '../contract/room/schemas.ts';
import { publishable } from '../domain/classes.ts';
import { ofVoters } from '../domain/quorum.ts';
import { roundResult } from '../domain/result.ts';
import { roundFacts } from '../domain/round/facts.ts';
import { roundDefinition } from '../domain/round/document.ts';
import { cellsOf, tallyOf } from '../domain/tally.ts';
import type { RoomRow, SelfRow } from './view.repo.ts';

/** Makes the picture everyone in the room may see from one moment's rows. */
export function viewOf(row: RoomRow): RoomView {
  const { meeting, round } = row;
  const definition = round === null ? undefined : roundDefinition.parse(round.definition);
  return {
    meeting: {
      id: meeting.id,
      title: meeting.title,
      place: meeting.place,
      startsAt: meeting.starts_at.toISOString(),
      state: meeting.state,
      assembly: { name: meeting.assembly, kind: meeting.kind },
      sample: meeting.sample,
      screenTheme: meeting.screen_theme,
      quorum: meeting.quorum,
    },
    roll: { enrolled: row.roll.enrolled, present: row.roll.present, onLeave: row.roll.on_leave },
    agenda: row.agenda,
    round:
      round === null || definition === undefined
        ? null
        : {
            id: round.id,
            position: round.position,
            title: round.title,
            state: round.state,
            display: round.display,
            medium: round.medium,
            boxPublication: round.box_publication,
            follows: followsView(row),
            signing: row.signing,
            resultDiffers: row.count?.stands === false,
            shownGroup: row.tally === null ? null : row.tally.shown_group,
            definition,
            facts: roundFacts.parse(round.facts),
            roll: round.roll,
            openedAt: round.opened_at?.toISOString() ?? null,
          },
    tally: tallyView(row),
    result:
      // What is no longer what was counted is not shown.
      round === null || row.count === null || !row.count.stands
        ? null
        : {
            roundId: round.id,
            result: publishable(roundResult.parse(row.count.result), row.count.held_back),
            heldBack: row.count.held_back,
            ...(definition !== undefined &&
              ofVoters(definition.quorum) && { voters: row.count.roll }),
          },
  };
}

/** What the rounds before have decided already: their elected items, in the order of the rounds. */
function followsView({ follows }: RoomRow): NonNullable<RoomView['round']>['follows'] {
  if (follows === null) return null;
  const { origin, title, chain, roll } = follows;
  if (chain.some(({ count }) => count?.stands === false)) {
    return { origin, title, carried: null, roll };
  }
  const carried = chain.toReversed().flatMap(({ definition, count }) => {
    const counted = roundResult.safeParse(count?.result);
    if (!counted.success || !('items' in counted.data)) return [];
    const titles = new Map(
      roundDefinition.parse(definition).items.map(({ id, title }) => [id, title]),
    );
    return counted.data.items
      .filter((item) => item.outcome === 'elected')
      .map((item) => ({ id: item.id, title: titles.get(item.id) ?? item.id, for: item.for }));
  });
  return { origin, title, carried, roll };
}

function tallyView({ round, tally }: RoomRow): RoomTally | null {
  if (round === null || tally === null) return null;
  const definition = roundDefinition.parse(round.definition);
  const figures =
    tally.shown_group === 0 || cellsOf(definition) === 0
      ? null
      : tallyOf(definition, tally.shown_papers, tally.shown_cells, round.roll ?? {});
  return {
    roundId: round.id,
    electors: tally.electors,
    papers: tally.papers,
    shownPapers: figures === null ? 0 : tally.shown_papers,
    items:
      figures?.kind !== 'items'
        ? null
        : figures.items.map((item) => ({
            id: item.id,
            for: item.for,
            against: item.against,
            abstain: item.abstain,
            void: item.void,
            share: item.share,
            percent: item.percent,
            ...(item.points === undefined ? {} : { points: item.points }),
          })),
  };
}

/** The sections in which `next` differs from `view`; none when they are the same picture. */
export function changedSections(view: RoomView, next: RoomView): Partial<RoomView> {
  const changed = ROOM_SECTIONS.filter((name) => !isDeepStrictEqual(view[name], next[name]));
  return Object.fromEntries(changed.map((name) => [name, next[name]]));
}

/** What one person's own device shows. */
export function selfOf(row: SelfRow): SelfView {
  return {
    personId: row.person_id,
    name: row.name,
    class: row.class,
    entitled: row.entitled,
    present: row.attendance === 'present',
    onPaper: row.medium === 'paper',
    office: row.office,
    round:
      row.round_id === null
        ? null
        : {
            id: row.round_id,
            elector: row.elector,
            voted: row.voted,
            renewed: row.renewed,
            missed: row.missed,
          },
  };
}
