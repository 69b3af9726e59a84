import { z } from 'zod';
import { ScreenTheme } from '../room/schemas.ts';
import { Id } from '../common/id.ts';

export const events = {
  'screen.theme_changed': z
    .strictObject({ meeting: Id, theme: ScreenTheme })
    .describe('The projectors of a meeting were made light or dark.'),
  'screen.paired': z
    .strictObject({ meeting: Id, session: Id })
    .describe('A projector was paired with a meeting.'),
};
