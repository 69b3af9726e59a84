import type { Context } from '../context.ts';
import type { Live } from '../live/live.ts';
import type { App } from '../platform/http.ts';
import { assembliesFeature } from './assemblies/assemblies.routes.ts';
import { auditFeature } from './audit/audit.routes.ts';
import { boxFeature } from './box/box.routes.ts';
import { cardsFeature } from './cards/cards.routes.ts';
import { decisionsFeature } from './decisions/decisions.routes.ts';
import { demoFeature } from './demo/demo.routes.ts';
import { documentsFeature } from './documents/documents.routes.ts';
import { meetingsFeature } from './meetings/meetings.routes.ts';
import { peopleFeature } from './people/people.routes.ts';
import { referenceFeature } from './reference/reference.routes.ts';
import { resultsFeature } from './results/results.routes.ts';
import { retentionFeature } from './retention/retention.routes.ts';
import { rosterFeature } from './roster/roster.routes.ts';
import { publicationFeature } from './rounds/publication.routes.ts';
import { roundsFeature } from './rounds/rounds.routes.ts';
import { screensFeature } from './screens/screens.routes.ts';
import { setupFeature } from './setup/setup.routes.ts';
import { signInFeature } from './sign-in/sign-in.routes.ts';

/** A feature registers its routes below /api. */
export type Feature = (app: App, context: Context, live: Live) => Promise<void> | void;

export const features: readonly Feature[] = [
  setupFeature,
  signInFeature,
  assembliesFeature,
  peopleFeature,
  rosterFeature,
  meetingsFeature,
  cardsFeature,
  screensFeature,
  decisionsFeature,
  roundsFeature,
  publicationFeature,
  boxFeature,
  documentsFeature,
  resultsFeature,
  referenceFeature,
  auditFeature,
  demoFeature,
  retentionFeature,
];
