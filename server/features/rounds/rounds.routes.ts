import * as counting from '../../contract/counting/routes.ts';
import * as floor from '../../contract/floor/routes.ts';
import * as following from '../../contract/following/routes.ts';
import { fileName } from '../../contract/common/file-name.ts';
import * as rounds from '../../contract/rounds/routes.ts';
import type { Context } from '../../context.ts';
import { attachment } from '../../platform/attachment.ts';
import { ok } from '../../domain/outcome.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { copyMeeting, orderRounds } from './agenda.service.ts';
import {
  announceRound,
  countRound,
  exportRound,
  publishRound,
  readCount,
  recountRound,
} from './counting.service.ts';
import {
  backToDraft,
  changeRound,
  deleteRound,
  draftRound,
  makeReady,
  readRound,
  roundsOf,
} from './drafting.service.ts';
import { closeRound, openRound, presentRound, readiness, showRound } from './floor.service.ts';
import { followRound } from './following.service.ts';
import { signaturesOf, signCount } from './signing.service.ts';
import { readWaiting } from './waiting.service.ts';

/** Rounds: drafting at the desk, the floor at the chair, counting, signing and announcing, and what follows. */
export function roundsFeature(app: App, context: Context): void {
  serve(app, rounds, {
    list: ({ actor, params }) => roundsOf(context, actor, params.id),
    read: ({ actor, params }) => readRound(context, actor, params.id),
    draft: ({ actor, params, body }) => draftRound(context, actor, params.id, body),
    order: ({ actor, params, body }) => orderRounds(context, actor, params.id, body),
    copy: ({ actor, params, body }) => copyMeeting(context, actor, params.id, body),
    change: ({ actor, params, body }) => changeRound(context, actor, params.id, body),
    remove: ({ actor, params }) => deleteRound(context, actor, params.id),
    makeReady: ({ actor, params }) => makeReady(context, actor, params.id),
    backToDraft: ({ actor, params }) => backToDraft(context, actor, params.id),
  });
  serve(app, floor, {
    present: ({ actor, params }) => presentRound(context, actor, params.id),
    show: ({ actor, params }) => showRound(context, actor, params.id),
    open: ({ actor, params }) => openRound(context, actor, params.id),
    close: ({ actor, params }) => closeRound(context, actor, params.id),
    readiness: ({ actor, params }) => readiness(context, actor, params.id),
    waiting: ({ actor, params }) => readWaiting(context, actor, params.id),
  });
  serve(app, counting, {
    count: ({ actor, params }) => countRound(context, actor, params.id),
    recount: ({ actor, params, body }) => recountRound(context, actor, params.id, body.reason),
    read: ({ actor, params }) => readCount(context, actor, params.id),
    sign: ({ actor, params, body }) => signCount(context, actor, params.id, body.version),
    signatures: ({ actor, params }) => signaturesOf(context, actor, params.id),
    announce: ({ actor, params }) => announceRound(context, actor, params.id),
    publish: ({ actor, params }) => publishRound(context, actor, params.id),
    exportRound: async ({ actor, params: { id }, reply }) => {
      const made = await exportRound(context, actor, id);
      if (!made.ok) return made;
      const { document, meeting, title } = made.value;
      const name = fileName([meeting, title, '计票数据'], 'json');
      reply.header('content-disposition', attachment(name, `round-${id}.json`));
      return ok(document);
    },
  });
  serve(app, following, {
    follow: ({ actor, params, body }) => followRound(context, actor, params.id, body),
  });
}
