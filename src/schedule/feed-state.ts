import type { FeedState } from '../domain/feed-state.ts';
import type { PollingHistory } from '../domain/polling-history.ts';
import type { PollOutcome } from './poll.ts';

/** Fetches that take longer hold up others. */
const slowMs = 10_000;
/** How much longer than usual a feed has to say nothing before that is remarkable, and how long at least. */
const quietFactor = 5;
const leastQuietMs = 24 * 3_600_000;
/** Items that were missed are of interest for so long. */
const missedMs = 24 * 3_600_000;

/** The state of a feed after a poll at `now`; of several the gravest. Pure. */
export function feedState(history: PollingHistory, outcome: PollOutcome, now: Date): FeedState {
  if (outcome.kind === 'gone') return 'gone';
  if (outcome.kind !== 'success') return 'failing';
  if (isWithin(history.missedAt, now, missedMs)) return 'missing-items';
  if (isQuiet(history, now)) return 'quiet';
  if ((history.usualDurationMs ?? 0) > slowMs) return 'slow';
  return history.move === null ? 'healthy' : 'moved';
}

function isQuiet({ lastNewAt, usualGapSeconds }: PollingHistory, now: Date): boolean {
  if (lastNewAt === null || usualGapSeconds === null) return false;
  return !isWithin(lastNewAt, now, Math.max(usualGapSeconds * 1000 * quietFactor, leastQuietMs));
}

function isWithin(time: string | null, now: Date, ms: number): boolean {
  return time !== null && now.getTime() - Date.parse(time) < ms;
}
