import type { MessageKey } from '../zh/index.ts';
import { account } from './account.ts';
import { chair } from './chair.ts';
import { common } from './common.ts';
import { desk } from './desk.ts';
import { entrance } from './entrance.ts';
import { errors } from './errors.ts';
import { officers } from './officers.ts';
import { publicPages } from './public.ts';
import { screen } from './screen.ts';
import { tablet } from './tablet.ts';

export const en: Record<MessageKey, string> = {
  ...common,
  ...errors,
  ...entrance,
  ...account,
  ...tablet,
  ...officers,
  ...screen,
  ...chair,
  ...desk,
  ...publicPages,
};
