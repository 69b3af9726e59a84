export { Api } from './client.ts';
export type { Answer, Failure, FailureCode } from './failure.ts';
