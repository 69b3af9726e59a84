import * as paper from '../../contract/paper/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import {
  enterPaper,
  finishEntries,
  ownEntries,
  readBox,
  recordStock,
  removePaper,
  reopenEntries,
} from './box.service.ts';
import { enterFigures, ownFigures } from './figures.service.ts';
import { releaseTeller } from './release.service.ts';

/** Paper beside tablets: the record of ballots, and the entry of the pile by two tellers. */
export function boxFeature(app: App, context: Context): void {
  serve(app, paper, {
    read: ({ actor, params }) => readBox(context, actor, params.id),
    recordStock: ({ actor, params, body }) => recordStock(context, actor, params.id, body),
    ownEntries: ({ actor, params }) => ownEntries(context, actor, params.id),
    enterPaper: ({ actor, params, body }) =>
      enterPaper(context, actor, params.id, params.position, body),
    removePaper: ({ actor, params }) => removePaper(context, actor, params.id, params.position),
    ownFigures: ({ actor, params }) => ownFigures(context, actor, params.id),
    enterFigures: ({ actor, params, body }) => enterFigures(context, actor, params.id, body),
    finish: ({ actor, params }) => finishEntries(context, actor, params.id),
    reopen: ({ actor, params }) => reopenEntries(context, actor, params.id),
    release: ({ actor, params, body }) =>
      releaseTeller(context, actor, params.id, params.personId, body.reason),
  });
}
