import * as people from '../../contract/people/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { setAccount } from './account.service.ts';
import { changePerson } from './change.service.ts';
import { erasePerson } from './erase.service.ts';
import { addPerson, peopleFor } from './people.service.ts';

/** The people of an assembly, their roles and their password sign-ins. */
export function peopleFeature(app: App, context: Context): void {
  serve(app, people, {
    list: ({ actor }) => peopleFor(context, actor),
    add: ({ actor, body }) => addPerson(context, actor, body),
    change: ({ actor, params, body }) => changePerson(context, actor, params.id, body),
    erase: ({ actor, params }) => erasePerson(context, actor, params.id),
    setAccount: ({ actor, params, body }) => setAccount(context, actor, params.id, body),
  });
}
