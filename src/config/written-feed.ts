import type { FeedSchedule } from '../domain/feed-definition.ts';
import { writtenInterval } from './interval.ts';

/** Stands for a header's value, which may be a secret. */
export const hiddenValue = '•••';

/** Headers by name, with their values hidden. */
export function hideHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, hiddenValue]));
}

/** A schedule in the words of the feeds file: `every` e.g. 15m; null where it has none. */
export function writtenSchedule(schedule: FeedSchedule | null): {
  every: string | null;
  cron: string | null;
  timezone: string | null;
} {
  if (schedule === null) return { every: null, cron: null, timezone: null };
  if (schedule.kind === 'cron')
    return { every: null, cron: schedule.expression, timezone: schedule.timezone };
  return { every: writtenInterval(schedule.seconds), cron: null, timezone: null };
}
