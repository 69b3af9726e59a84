import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import { CardList, CardsBody } from '../../contract/cards/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, refuse, type App } from '../../platform/http.ts';
import { issueCards, withdrawCard } from './cards.service.ts';

const Params = z.object({ id: Id });
const HolderParams = z.object({ id: Id, personId: Id });

/** Personal cards, by which people sign their devices in. */
export function cardsFeature(app: App, context: Context): void {
  app.post(
    '/meetings/:id/cards',
    { schema: { params: Params, body: CardsBody, response: { 200: CardList, '4xx': ErrorBody } } },
    async (request, reply) =>
      answer(reply, await issueCards(context, request.actor, request.params.id, request.body)),
  );
  app.delete(
    '/meetings/:id/cards/:personId',
    { schema: { params: HolderParams } },
    async (request, reply) => {
      const { id, personId } = request.params;
      const result = await withdrawCard(context, request.actor, id, personId);
      return result.ok ? reply.code(204).send() : refuse(reply, result.error);
    },
  );
}
