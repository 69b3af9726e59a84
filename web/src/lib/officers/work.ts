import type OfficerWork from './OfficerWork.svelte';

let fetching: Promise<typeof OfficerWork> | undefined;

/**
 * The pages of officers, which most tablets never show: fetched once, as soon as it is known that somebody here is one, so
 * that they are there when the box is closed. Asked again after the network failed, it tries again.
 */
export function officerWork(): Promise<typeof OfficerWork> {
  fetching ??= import('./OfficerWork.svelte').then(
    (module) => module.default,
    (error: unknown) => {
      fetching = undefined;
      throw error;
    },
  );
  return fetching;
}
