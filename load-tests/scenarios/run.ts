/** What every scenario is given. */
export type Run = {
  k6Path: string;
  voters: number;
  /** Undefined: what the scenario takes by itself (milliseconds). */
  spreadMs: number | undefined;
  processes: number;
  say: (line: string) => void;
  /** What was started is ended, last things first. */
  afterwards: AsyncDisposableStack;
};
