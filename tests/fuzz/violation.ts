/** The promises of docs/architecture.md that are checked; `other` is what must never happen at all. */
export type Promised =
  'V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6' | 'V7' | 'V8' | 'V10' | 'V12' | 'other';

/** A promise that was broken. */
export class Violation extends Error {
  readonly promised: Promised;

  constructor(promised: Promised, what: string, detail?: unknown) {
    super(`${promised}: ${what}${detail === undefined ? '' : ` ${JSON.stringify(detail)}`}`);
    this.promised = promised;
  }
}
