import type { FailureCause, PollOutcome } from './poll.ts';

const longestDoubling = 30;

/**
 * How much longer than after a passing fault to wait at first: who refuses will hardly change their mind in minutes, and a
 * page in the place of a feed is often gone soon.
 */
const patience: Record<FailureCause, number> = { passing: 1, unreadable: 2, refused: 4 };

export interface BackoffLimits {
  /** The first wait. */
  firstSeconds: number;
  ceilingSeconds: number;
}

/** Seconds to wait after `failures` in a row: doubled by every further one, up to the ceiling and no further. */
export function backoffSeconds(outcome: PollOutcome, failures: number, limits: BackoffLimits): number {
  if (outcome.kind === 'gone') return limits.ceilingSeconds;
  const factor = outcome.kind === 'failure' ? patience[outcome.cause] : 1;
  const doublings = Math.min(Math.max(failures - 1, 0), longestDoubling);
  return Math.min(limits.firstSeconds * factor * 2 ** doublings, limits.ceilingSeconds);
}
