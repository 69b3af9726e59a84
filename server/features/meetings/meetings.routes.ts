import * as meetings from '../../contract/meetings/routes.ts';
import * as roll from '../../contract/roll/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import {
  addMeeting,
  changeMeeting,
  meeting,
  meetingsFor,
  moveMeeting,
} from './meetings.service.ts';
import { changeEntry, comeIn, ownEntry, removeEntry, rollFor, setRoll } from './roll.service.ts';

/** Meetings and their rolls. */
export function meetingsFeature(app: App, context: Context): void {
  serve(app, meetings, {
    list: ({ actor }) => meetingsFor(context, actor),
    read: ({ actor, params }) => meeting(context, actor, params.id),
    add: ({ actor, body }) => addMeeting(context, actor, body),
    change: ({ actor, params, body }) => changeMeeting(context, actor, params.id, body),
    start: ({ actor, params }) => moveMeeting(context, actor, params.id, 'start'),
    end: ({ actor, params }) => moveMeeting(context, actor, params.id, 'end'),
  });
  serve(app, roll, {
    read: ({ actor, params }) => rollFor(context, actor, params.id),
    set: ({ actor, params, body }) => setRoll(context, actor, params.id, body),
    change: ({ actor, params, body }) =>
      changeEntry(context, actor, params.id, params.personId, body),
    remove: ({ actor, params }) => removeEntry(context, actor, params.id, params.personId),
    own: ({ actor, params }) => ownEntry(context, actor, params.id),
    comeIn: ({ actor, params }) => comeIn(context, actor, params.id),
  });
}
