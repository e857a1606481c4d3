import type { FeedHints } from '../domain/polling-history.ts';

const hourMs = 3_600_000;
const hoursOfWeek = 24 * 7;

/** Seconds for which a publisher asks not to be polled again: the longest of what the feed and its server say. */
export function askedSeconds(hints: FeedHints, maxAgeSeconds: number | null, maxSeconds: number): number {
  const asked = Math.max((hints.ttlMinutes ?? 0) * 60, maxAgeSeconds ?? 0);
  return Math.min(asked, maxSeconds);
}

/**
 * The first time from `due` on that is in no hour and on no day in which the publisher asks not to be polled (RSS 2.0).
 * Where that leaves no time at all, the wish is nonsense and `due` stands.
 */
export function outsideSkipped(due: Date, { skipHours, skipDays }: FeedHints): Date {
  const isSkipped = (time: Date) =>
    skipHours.includes(time.getUTCHours()) || skipDays.includes(time.getUTCDay());
  if (!isSkipped(due)) return due;
  const hourStart = Math.floor(due.getTime() / hourMs) * hourMs;
  for (let hour = 1; hour <= hoursOfWeek; hour += 1) {
    const time = new Date(hourStart + hour * hourMs);
    // At the same minute, so that not all feeds wake up at the full hour.
    if (!isSkipped(time)) return new Date(time.getTime() + (due.getTime() - hourStart));
  }
  return due;
}
