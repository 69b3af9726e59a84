import type { Failure } from '../api/failure.ts';
import type { Values } from './compile.ts';
import { t } from './index.ts';
import { zh, type MessageKey } from './zh/index.ts';

/** The three sentences of a failure, with the figures of its detail filled in. */
export function errorText(error: Failure): { happened: string; safe: string; todo: string } {
  const values = valuesOf(error.detail);
  return {
    happened: t(`error.${error.code}.happened`, values),
    safe: t(`error.${error.code}.safe`, values),
    todo: t(`error.${error.code}.do`, values),
  };
}

/** Names that a message may use and a server may leave out. */
const DEFAULTS: Values = {
  seconds: 60,
  present: 0,
  enrolled: 0,
  needed: 0,
  approvals: 0,
  seats: 0,
  next: 1,
  a: '',
  b: '',
  path: '',
  reason: '',
};

function valuesOf(detail: Failure['detail']): Values {
  const values: Values = { ...DEFAULTS };
  for (const [name, value] of Object.entries(detail ?? {})) {
    if (typeof value === 'number') values[name] = value;
    if (typeof value === 'string') values[name] = named(name, value);
  }
  return values;
}

/** Roles in a detail get their names. */
function named(name: string, value: string): string {
  const key = `role.${value}`;
  return (name === 'a' || name === 'b') && key in zh ? t(key as MessageKey) : value;
}
