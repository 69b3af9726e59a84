import * as cards from '../../contract/cards/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { issueCards, withdrawCard } from './cards.service.ts';

/** Personal cards, by which people sign their devices in. */
export function cardsFeature(app: App, context: Context): void {
  serve(app, cards, {
    issue: ({ actor, params, body }) => issueCards(context, actor, params.id, body),
    withdraw: ({ actor, params }) => withdrawCard(context, actor, params.id, params.personId),
  });
}
