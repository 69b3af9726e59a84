import type { Failure } from '../api/failure.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import { rollNames } from '../ballot/medium.ts';
import type { Values } from './compile.ts';
import { t, words } from './index.ts';

/** The three sentences of a failure, with the figures of its detail filled in. */
export function errorText(error: Failure): { happened: string; safe: string; todo: string } {
  const values = valuesOf(error.detail);
  const identity = error.code === 'figures_broken' ? error.detail?.['identity'] : undefined;
  if (typeof identity === 'string') {
    const path = String(error.detail?.['path'] ?? '');
    return {
      happened: t('identity.broken', {
        sentence: identityText({ path, identity, figures: values }),
      }),
      safe: t('error.figures_broken.safe', values),
      todo: t('identity.do'),
    };
  }
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

/** Roles, offices and places on a roll that a detail names get their names. */
function named(name: string, value: string): string {
  if (name !== 'a' && name !== 'b') return value;
  const key = [`role.${value}`, `class.${value}`].find((one) => words.has(one));
  return key === undefined ? value : t(key);
}

/** A sentence about figures that don't agree, as the server or the form itself found them. */
export function identityText(
  broken: { readonly path: string; readonly identity: string; readonly figures: Values },
  definition: Pick<RoundDefinition, 'quorum'> | null = null,
): string {
  const key = `identity.${broken.identity}`;
  if (!words.has(key)) return broken.path;
  const names = rollNames(definition ?? { quorum: [] });
  return t(key, {
    ...IDENTITY_DEFAULTS,
    ...broken.figures,
    path: broken.path,
    // The place in the list, as the reader counts.
    item: Number(/items\[(\d+)\]/.exec(broken.path)?.[1] ?? 0) + 1,
    enrolledName: t(names.enrolled),
    presentName: t(names.present),
  });
}

/** Figures that a sentence may use and a server may leave out. */
const IDENTITY_DEFAULTS: Values = {
  enrolled: 0,
  present: 0,
  issued: 0,
  collected: 0,
  valid: 0,
  invalid: 0,
  sum: 0,
  approvals: 0,
  seats: 0,
  pressed: 0,
  notPressed: 0,
  printed: 0,
  accounted: 0,
  entered: 0,
  fixed: 0,
  hands: 0,
  electors: 0,
};
