import { CronExpressionParser } from 'cron-parser';
import type { FeedSchedule } from '../domain/feed-definition.ts';

/** How a poll ended, as far as the next one depends on it. */
export type PollOutcome =
  | { kind: 'success' }
  | { kind: 'failure' }
  | { kind: 'gone' }
  | { kind: 'rate-limited'; retryAfterSeconds: number | null };

/** What a feed's next time depends on besides the clock. */
export interface PollHistory {
  /** Null: every `intervalSeconds`. */
  schedule: FeedSchedule | null;
  outcome: PollOutcome;
  /** Failures in a row, this one included; 0 after a success. */
  failures: number;
}

export interface ScheduleLimits {
  intervalSeconds: number;
  maxIntervalSeconds: number;
  /** Share of a wait by which it is lengthened or shortened at random, so that feeds spread out. */
  jitterRatio: number;
  backoffCeilingSeconds: number;
}

type CronSchedule = FeedSchedule & { kind: 'cron' };

const longestDoubling = 30;

/**
 * When a feed is next due. Pure: the same history, limits, clock and random number (0 ≤ r < 1) give the same time.
 *
 * After failures the wait doubles from the feed's own interval up to the ceiling, and no further: a feed is never
 * given up. A cron expression is followed to the second, and after failures also tried again between its times.
 */
export function nextDue(history: PollHistory, limits: ScheduleLimits, now: Date, random: number): Date {
  const { schedule, outcome } = history;
  const jitter = 1 + (random * 2 - 1) * limits.jitterRatio;
  const asked = after(now, retryAfterSeconds(outcome, limits));
  if (schedule?.kind === 'cron') return latest(nextByCron(schedule, history, limits, now, jitter), asked);
  const interval = schedule?.seconds ?? limits.intervalSeconds;
  const wait = outcome.kind === 'success' ? interval : backoffSeconds(history, interval, interval, limits);
  return latest(after(now, wait * jitter), asked);
}

/**
 * The next time of the expression. After a failure the back-off starts at the default interval, so that a daily feed
 * does not lose its day; once it is longer than the gap between two times, those times that fall in it are left out.
 */
function nextByCron(
  schedule: CronSchedule,
  history: PollHistory,
  limits: ScheduleLimits,
  now: Date,
  jitter: number,
): Date {
  if (history.outcome.kind === 'success') return nextCronTime(schedule, now);
  const gap = cronGapSeconds(schedule, now);
  const wait = backoffSeconds(history, Math.min(limits.intervalSeconds, gap), gap, limits);
  const slot = nextCronTime(schedule, after(now, Math.max(wait - gap, 0)));
  return earliest(after(now, wait * jitter), slot);
}

/** From `first`, doubled by every further failure, up to the ceiling or the feed's own pace where that is slower. */
function backoffSeconds(history: PollHistory, first: number, pace: number, limits: ScheduleLimits): number {
  const ceiling = Math.max(limits.backoffCeilingSeconds, pace);
  if (history.outcome.kind === 'gone') return ceiling;
  const doublings = Math.min(Math.max(history.failures - 1, 0), longestDoubling);
  return Math.min(first * 2 ** doublings, ceiling);
}

/** What the server asked for, up to the longest interval: a wild Retry-After must not put a feed to sleep for years. */
function retryAfterSeconds(outcome: PollOutcome, limits: ScheduleLimits): number {
  if (outcome.kind !== 'rate-limited' || outcome.retryAfterSeconds === null) return 0;
  return Math.min(outcome.retryAfterSeconds, limits.maxIntervalSeconds);
}

function cronGapSeconds(schedule: CronSchedule, now: Date): number {
  const first = nextCronTime(schedule, now);
  return (nextCronTime(schedule, first).getTime() - first.getTime()) / 1000;
}

function nextCronTime({ expression, timezone }: CronSchedule, from: Date): Date {
  return CronExpressionParser.parse(expression, { currentDate: from, tz: timezone }).next().toDate();
}

function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
