import type { Feed } from '../domain/feed.ts';
import type { FeedSchedule } from '../domain/feed-definition.ts';

const units = [
  { letter: 'd', seconds: 86_400 },
  { letter: 'h', seconds: 3600 },
  { letter: 'm', seconds: 60 },
];

/** A feed as commands print it: header values may be secrets and are not shown. */
export function shownFeed(feed: Feed): Feed {
  const headers = Object.fromEntries(Object.keys(feed.headers).map((name) => [name, '…']));
  return { ...feed, headers };
}

/** A schedule in the words of the feeds file. */
export function scheduleFields(schedule: FeedSchedule | null): {
  every?: string;
  cron?: string;
  timezone?: string;
} {
  if (schedule === null) return {};
  if (schedule.kind === 'cron') return { cron: schedule.expression, timezone: schedule.timezone };
  const { seconds } = schedule;
  const unit = units.find((candidate) => seconds % candidate.seconds === 0);
  return { every: unit ? `${seconds / unit.seconds}${unit.letter}` : `${seconds}s` };
}
