import { z } from 'zod';
import type { Permission } from '../permissions.ts';
import type { RefusalCode } from '../refusals.ts';
import { Id } from './id.ts';

/**
 * A route is a value: everything that has to do with it follows from it. The server registers it (`platform/serve.ts`), the
 * pages, scripts and load tests call it (`call`), the test of every route × everybody runs over it, and
 * docs/openapi.json is written from it.
 */
export type Spec = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api: `/people/:id`. A `:name` is an id, where `params` doesn't say otherwise. */
  readonly path: `/${string}`;
  /** One sentence: what it does or gives. */
  readonly says: string;
  /** Who may: who has one of these permissions, or somebody who goes beyond the table of them. */
  readonly may: Permission | readonly Permission[] | 'anybody' | 'signed_in' | 'operator';
  readonly params?: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodObject;
  /** JSON, or a file whose content is looked at by the server. */
  readonly body?: z.ZodType | Upload;
  /** What is answered: JSON, a file, or nothing (204). */
  readonly gives: z.ZodType | Download | null;
  /** Codes with which it may refuse, beside those that any route has (`ALWAYS`). */
  readonly refuses?: readonly RefusalCode[];
  /** Largest body in bytes, where it isn't the usual one. */
  readonly bytes?: number;
};

/** Bytes that are sent: at most so many. `form` is another form of the same, as JSON. */
export type Upload<F extends z.ZodType = z.ZodType> = {
  readonly upload: number;
  readonly form?: F;
};
/**
 * Bytes that are answered, of this type; a link opens them, so the seat may stand in the query. `of` is what is in them, for
 * whoever reads it.
 */
export type Download = { readonly download: string; readonly of?: z.ZodType };

/** With these any route may refuse. */
export const ALWAYS = [
  'wrong_origin',
  'invalid_input',
  'too_large',
  'too_many_requests',
  'busy',
  'unavailable',
  'storage_full',
  'internal',
] as const satisfies readonly RefusalCode[];
/** With these whoever has to be somebody is refused. */
export const UNKNOWN = [
  'not_signed_in',
  'not_permitted',
  'password_change_needed',
] as const satisfies readonly RefusalCode[];

/** Declares a route. */
/* @__NO_SIDE_EFFECTS__ */
export function route<const S extends Spec>(spec: S): S {
  return spec;
}

/** The names of a path's parameters: `/rounds/:id/documents/:name.:format` has `id`, `name` and `format`. */
type ParamNames<P extends string> = P extends `${string}:${infer Rest}`
  ? NameIn<Rest> | ParamNames<Rest>
  : never;
type NameIn<P extends string> = P extends `${infer A}/${string}`
  ? NameIn<A>
  : P extends `${infer A}.${string}`
    ? NameIn<A>
    : P extends `${infer A}:${string}`
      ? A
      : P;

type Given<S extends Spec> = S extends { params: infer P extends Record<string, z.ZodType> }
  ? P
  : object;
/** A route's parameters as the server gets them. */
export type ParamsOf<S extends Spec> = {
  [N in ParamNames<S['path']>]: N extends keyof Given<S>
    ? Given<S>[N] extends z.ZodType<infer T>
      ? T
      : never
    : string;
};
export type QueryOf<S extends Spec> = S extends { query: infer Q extends z.ZodType }
  ? z.output<Q>
  : undefined;
export type BodyOf<S extends Spec> = S extends { body: infer B }
  ? B extends z.ZodType
    ? z.output<B>
    : Uint8Array
  : undefined;
/** What a service gives; what is sent is what the schema lets through. */
export type GivesOf<S extends Spec> = S['gives'] extends z.ZodType
  ? z.input<S['gives']>
  : S['gives'] extends null
    ? null
    : never;
/** What whoever calls gets. */
export type AnswerOf<S extends Spec> = S['gives'] extends z.ZodType
  ? z.output<S['gives']>
  : S['gives'] extends { of: infer F extends z.ZodType }
    ? z.output<F>
    : null;
/** By what an answer is read; null where it has no body that is. */
export function readBy({ gives }: Spec): z.ZodType | null {
  if (gives === null) return null;
  return 'download' in gives ? (gives.of ?? null) : gives;
}
type Sent<S extends Spec> = S extends { body: infer B }
  ? B extends z.ZodType
    ? [body: z.input<B>]
    : B extends { form: infer F extends z.ZodType }
      ? [body: Blob | z.input<F>]
      : [body: Blob]
  : [];
type Asked<S extends Spec> = S extends { query: infer Q extends z.ZodType }
  ? object extends z.input<Q>
    ? [query?: z.input<Q>]
    : [query: z.input<Q>]
  : [];
type Named<S extends Spec> =
  ParamNames<S['path']> extends never
    ? []
    : [params: { [N in ParamNames<S['path']>]: string | number }];
/** What a call of a route takes, in this order: its parameters, its body, its query; each only where it has one. */
export type ArgsOf<S extends Spec> = [...Named<S>, ...Sent<S>, ...Asked<S>];

/** A call of a route, ready to be sent. */
export type Call = {
  readonly method: Spec['method'];
  /** With /api before it and the query behind it. */
  readonly url: string;
  readonly body: unknown;
};

/** The call that a route and what it takes make. */
export function callOf<S extends Spec>(spec: S, ...args: ArgsOf<S>): Call {
  const rest: unknown[] = [...args];
  const params = spec.path.includes(':') ? (rest.shift() as Record<string, string | number>) : {};
  const body = spec.body === undefined ? undefined : rest.shift();
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((rest[0] ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  const path = spec.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${spec.path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const behind = query.size === 0 ? '' : `?${query.toString()}`;
  return { method: spec.method, url: `/api${path}${behind}`, body };
}

/** The address of a route that is opened by a link, for whoever sits at `seat` (anybody with `null`). */
export function linkTo<S extends Spec>(seat: string | null, spec: S, ...args: ArgsOf<S>): string {
  const { url } = callOf(spec, ...args);
  if (seat === null) return url;
  const [path = '', query] = url.split('?');
  return `${path}?seat=${seat}${query === undefined ? '' : `&${query}`}`;
}

/** The schema of a route's parameters: ids, and what the route says of others. */
export function paramsOf({ path, params = {} }: Spec): z.ZodObject {
  const names = [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name ?? '');
  return z.object(Object.fromEntries(names.map((name) => [name, params[name] ?? Id])));
}
