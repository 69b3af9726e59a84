import type { BoxStatus } from '$contract/paper/schemas.ts';

/** What a teller who has finished is told: to wait for the other, that the two differ, or that all agrees. */
export type Finished = 'waiting' | 'differs' | 'number' | 'record' | 'agrees';

export function finishedOf({ tellers, waitingFor }: BoxStatus): Finished {
  if (tellers.length < 2 || tellers.some(({ done }) => !done)) return 'waiting';
  switch (waitingFor) {
    case 'differences':
      return 'differs';
    case 'number_of_entries':
      return 'number';
    case 'record_differs':
    case 'stock':
    case 'collected':
      return 'record';
    case 'two_tellers':
    case 'entries':
      return 'waiting';
    case null:
      return 'agrees';
  }
}
