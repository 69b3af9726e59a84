import type { FastifyRequest } from 'fastify';
import * as room from '../contract/room/routes.ts';
import { RoomQuery } from '../contract/room/schemas.ts';
import { CLOSE, MAX_FRAMES_PER_10S } from '../contract/room/socket.ts';
import type { Context } from '../context.ts';
import { ok } from '../domain/outcome.ts';
import { fail, type Result } from '../platform/failure.ts';
import type { App } from '../platform/http.ts';
import { serve } from '../platform/serve.ts';
import { may, type Actor } from '../platform/permissions.ts';
import type { Voter } from './intake.ts';
import type { Live } from './live.ts';
import { SocketSession } from './socket-session.ts';
import { meetingExists, readSelves } from './view.repo.ts';
import { selfOf } from './view.ts';

/** Frames that may come before the room is read: a hello and perhaps a vote. */
const MAX_EARLY = 5;

/** Over HTTP a device may ask as often as over its socket. */
const rateLimit = {
  max: MAX_FRAMES_PER_10S,
  timeWindow: 10_000,
  // By sign-in: a whole hall may come from one address. Who has none is refused anyway.
  keyGenerator: ({ actor, ip }: FastifyRequest) => actor?.sessionId ?? ip,
  allowList: ({ actor }: FastifyRequest) => actor === undefined,
};

/** The room over a socket and, where a network blocks sockets, over plain HTTP. */
export async function liveRoutes(app: App, context: Context, live: Live): Promise<void> {
  app.get(
    '/socket',
    { schema: { querystring: RoomQuery }, websocket: true },
    async (socket, request) => {
      // Handlers first: frames may come before the room is read.
      const early: { raw: Buffer; binary: boolean }[] = [];
      let session: SocketSession | undefined;
      const failed = (error: unknown): void => {
        request.log.error({ err: error }, 'frame not handled');
        socket.close(1011, 'internal');
      };
      const take = (by: SocketSession, raw: Buffer, binary: boolean): void => {
        try {
          // While a vote waits for its answer the vote is kept, not the message it came in, which may be larger.
          const frame = by.read(raw, binary);
          if (frame !== undefined) live.track(by.act(frame).catch(failed));
        } catch (error) {
          failed(error);
        }
      };
      socket.on('message', (raw: Buffer, binary: boolean) => {
        if (session !== undefined) take(session, raw, binary);
        else if (early.push({ raw, binary }) > MAX_EARLY) {
          socket.close(CLOSE.tooManyErrors.code, CLOSE.tooManyErrors.reason);
        }
      });
      try {
        const found = await watchable(context, request.actor, request.query.meeting);
        const actor = request.actor;
        if (!found.ok || actor === undefined) {
          socket.close(CLOSE.signedOut.code, found.ok ? 'not_signed_in' : found.error.code);
          return;
        }
        const shown = await live.room(found.value);
        if (shown === undefined || live.stopping || socket.readyState !== socket.OPEN) {
          if (shown !== undefined) live.leave(shown);
          socket.close(CLOSE.restarting.code, CLOSE.restarting.reason);
          return;
        }
        const own = new SocketSession(socket, actor, {
          room: shown,
          intake: live.intake,
          world: context.world,
          timing: live.timing,
          onOver: () => {
            live.part(actor.sessionId, own);
            live.leave(shown);
          },
        });
        session = own;
        live.join(actor.sessionId, own);
        for (const { raw, binary } of early.splice(0)) take(own, raw, binary);
      } catch (error) {
        request.log.error({ err: error }, 'socket not opened');
        socket.close(CLOSE.restarting.code, CLOSE.restarting.reason);
      }
    },
  );

  serve(
    app,
    room,
    {
      view: async ({ actor, query }) => {
        const found = await watchable(context, actor, query.meeting);
        if (!found.ok) return found;
        const shown = await live.room(found.value);
        if (shown?.view === undefined) return fail('not_found');
        const personId = actor?.seat === 'tablet' ? actor.personId : null;
        try {
          const [self] =
            personId === null ? [] : await readSelves(context.db, found.value, [personId]);
          const { seq, view } = shown;
          return ok({ seq, view, self: self === undefined ? null : selfOf(self) });
        } finally {
          live.leave(shown);
        }
      },
      vote: async ({ actor, body }) => {
        const voter = voterOf(actor, 'vote.cast');
        return voter.ok ? ok(await live.intake.cast(voter.value, body)) : voter;
      },
      settle: async ({ actor, body: { roundId, castId } }) => {
        const voter = voterOf(actor, 'vote.ask');
        if (!voter.ok) return voter;
        return ok(await live.intake.settle(voter.value.personId, roundId, castId));
      },
    },
    {
      view: { config: { rateLimit } },
      vote: { config: { rateLimit } },
      settle: { config: { rateLimit } },
    },
  );
}

/** The meeting this actor wants to watch and may: its own for tablets and screens, one of its assembly otherwise. */
async function watchable(
  context: Context,
  actor: Actor | undefined,
  meetingId: string | undefined,
): Promise<Result<string>> {
  if (actor === undefined) return fail('not_signed_in');
  if (!may(actor, 'room.watch')) return fail('not_permitted');
  // A sign-in for one meeting refers to it: there is nothing to look up.
  if (actor.meetingId !== null) return { ok: true, value: actor.meetingId };
  if (meetingId === undefined) return fail('not_found');
  const exists = await meetingExists(context.db, actor.assemblyId, meetingId);
  return exists ? { ok: true, value: meetingId } : fail('not_found');
}

/** Whose own vote this is about. */
function voterOf(actor: Actor | undefined, action: 'vote.cast' | 'vote.ask'): Result<Voter> {
  if (actor === undefined) return fail('not_signed_in');
  const { personId, meetingId, renewedAt } = actor;
  if (!may(actor, action) || personId === null || meetingId === null) {
    return fail('not_permitted');
  }
  return { ok: true, value: { personId, meetingId, renewedAt } };
}
