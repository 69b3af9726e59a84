import type { Context } from '../context.ts';
import type { Live } from '../live/live.ts';
import type { App } from '../platform/http.ts';
import { resultsFeature } from './results/results.routes.ts';
import { roundsFeature } from './rounds/rounds.routes.ts';

/** A feature registers its routes below /api. */
export type Feature = (app: App, context: Context, live: Live) => Promise<void> | void;

export const features: readonly Feature[] = [roundsFeature, resultsFeature];
