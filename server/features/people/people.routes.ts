import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import {
  AccountBody,
  PeopleList,
  Person,
  PersonBody,
  PersonPatch,
} from '../../contract/people/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { setAccount } from './account.service.ts';
import { erasePerson } from './erase.service.ts';
import { changePerson } from './change.service.ts';
import { addPerson, peopleFor } from './people.service.ts';

const Params = z.object({ id: Id });

/** The people of an assembly, their roles and their password sign-ins. */
export function peopleFeature(app: App, context: Context): void {
  const response = { 200: Person, '4xx': ErrorBody };

  app.get(
    '/people',
    { schema: { response: { 200: PeopleList, '4xx': ErrorBody } } },
    async (request, reply) => answer(reply, await peopleFor(context, request.actor)),
  );
  app.post('/people', { schema: { body: PersonBody, response } }, async (request, reply) =>
    answer(reply, await addPerson(context, request.actor, request.body)),
  );
  app.patch(
    '/people/:id',
    { schema: { params: Params, body: PersonPatch, response } },
    async (request, reply) =>
      answer(reply, await changePerson(context, request.actor, request.params.id, request.body)),
  );
  app.post('/people/:id/erase', { schema: { params: Params, response } }, async (request, reply) =>
    answer(reply, await erasePerson(context, request.actor, request.params.id)),
  );
  app.put(
    '/people/:id/account',
    { schema: { params: Params, body: AccountBody, response } },
    async (request, reply) =>
      answer(reply, await setAccount(context, request.actor, request.params.id, request.body)),
  );
}
