/**
 * A refusal that somebody may meet: the HTTP status of its answer and, as a type only, what comes with it. At run time
 * there is nothing but the status, so that pages which know all codes stay light.
 */
export type Refusal<D = undefined> = { readonly status: Status; readonly detail?: D };
type Status = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

/** Declares a refusal with its status: `stale: refusal<{ version: number }>(409)`. */
export function refusal<D = undefined>(status: Status): Refusal<D> {
  return { status };
}
