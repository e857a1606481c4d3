import type { Feed } from '../domain/feed.ts';
import type { FeedSchedule } from '../domain/feed-definition.ts';
import { writtenInterval } from './interval.ts';

/** Stands for a header's value, which may be a secret. */
export const hiddenValue = '•••';

/** Headers by name, with their values hidden. */
export function hideHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, hiddenValue]));
}

/** When a feed is polled in the words of the feeds file; what its schedule has not is null. */
export interface WrittenSchedule {
  /** E.g. 15m. */
  every: string | null;
  minEvery: string | null;
  maxEvery: string | null;
  cron: string | null;
  timezone: string | null;
}

const unwritten: WrittenSchedule = {
  every: null,
  minEvery: null,
  maxEvery: null,
  cron: null,
  timezone: null,
};

/** A schedule in the words of the feeds file. */
export function writtenSchedule(schedule: FeedSchedule | null): WrittenSchedule {
  switch (schedule?.kind) {
    case undefined:
      return unwritten;
    case 'interval':
      return { ...unwritten, every: writtenInterval(schedule.seconds) };
    case 'cron':
      return { ...unwritten, cron: schedule.expression, timezone: schedule.timezone };
    case 'paced':
      return { ...unwritten, minEvery: written(schedule.minSeconds), maxEvery: written(schedule.maxSeconds) };
  }
}

/** A feed as API and commands show it: its schedule in the words of the feeds file, the values of its headers hidden. */
export function shownFeed({ schedule, ...feed }: Feed): Omit<Feed, 'schedule'> & WrittenSchedule {
  return { ...feed, ...writtenSchedule(schedule), headers: hideHeaders(feed.headers) };
}

function written(seconds: number | null): string | null {
  return seconds === null ? null : writtenInterval(seconds);
}
