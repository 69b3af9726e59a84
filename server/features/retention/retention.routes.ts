import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { deleteOld } from './retention.service.ts';

/** Milliseconds from the start of a process to its first look, and from one to the next. */
const FIRST = 60_000;
const EVERY = 24 * 3600_000;

/** Deletes what is no longer kept, a minute after the start and once a day. */
export function retentionFeature(app: App, context: Context): void {
  const look = (): void => {
    deleteOld(context).catch((error: unknown) => {
      context.log.error({ err: error }, 'old sign-ins not deleted');
    });
  };
  const first = setTimeout(look, FIRST);
  const daily = setInterval(look, EVERY);
  app.addHook('onClose', (_app, done) => {
    clearTimeout(first);
    clearInterval(daily);
    done();
  });
}
