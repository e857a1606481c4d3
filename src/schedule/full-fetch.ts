import type { PollingHistory } from '../domain/polling-history.ts';
import type { Poll } from './poll.ts';

/** Items are dated some time before they appear; only what is older than that was hidden by a 304. */
const lateMs = 30 * 60_000;
const distrustMs = 7 * 86_400_000;

/** Whether to ask with validators. Now and then all is asked for, because some servers say 304 whatever happened. */
export function trustsValidators(history: PollingHistory, now: Date, fullFetchHours: number): boolean {
  const { fullAt, distrustedUntil } = history;
  if (distrustedUntil !== null && now.toISOString() < distrustedUntil) return false;
  return fullAt !== null && now.getTime() - Date.parse(fullAt) < fullFetchHours * 3_600_000;
}

/** Whether a full answer brought items that were there already when the server said 304 the last time. */
export function hasHiddenItems(poll: Poll, lastPolledAt: Date | null, lastWasNotModified: boolean): boolean {
  if (poll.conditional || poll.reading === null || lastPolledAt === null || !lastWasNotModified) return false;
  const before = new Date(lastPolledAt.getTime() - lateMs).toISOString();
  return poll.reading.newDates.some((date) => date < before);
}

export function distrustFrom(now: Date): string {
  return new Date(now.getTime() + distrustMs).toISOString();
}
