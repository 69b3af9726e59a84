import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import {
  Meeting,
  MeetingBody,
  MeetingList,
  MeetingPatch,
} from '../../contract/meetings/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { addMeeting, changeMeeting, meetingsFor, moveMeeting } from './meetings.service.ts';
import { rollRoutes } from './roll.routes.ts';

const Params = z.object({ id: Id });

/** Meetings and their rolls. */
export function meetingsFeature(app: App, context: Context): void {
  const response = { 200: Meeting, '4xx': ErrorBody };

  app.get(
    '/meetings',
    { schema: { response: { 200: MeetingList, '4xx': ErrorBody } } },
    async (request, reply) => answer(reply, await meetingsFor(context, request.actor)),
  );
  app.post('/meetings', { schema: { body: MeetingBody, response } }, async (request, reply) =>
    answer(reply, await addMeeting(context, request.actor, request.body)),
  );
  app.patch(
    '/meetings/:id',
    { schema: { params: Params, body: MeetingPatch, response } },
    async (request, reply) =>
      answer(reply, await changeMeeting(context, request.actor, request.params.id, request.body)),
  );
  for (const event of ['start', 'end'] as const) {
    app.post(
      `/meetings/:id/${event}`,
      { schema: { params: Params, response } },
      async (request, reply) =>
        answer(reply, await moveMeeting(context, request.actor, request.params.id, event)),
    );
  }
  rollRoutes(app, context);
}
