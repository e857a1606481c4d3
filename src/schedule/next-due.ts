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

const longestDoubling = 30;

/**
 * When a feed is next due. Pure: the same history, limits, clock and random number (0 ≤ r < 1) give the same time.
 *
 * After failures the wait doubles from the feed's own interval up to the ceiling, and no further: a feed is never
 * given up. A cron expression is followed to the second, but never before the wait that a failure asks for.
 */
export function nextDue(history: PollHistory, limits: ScheduleLimits, now: Date, random: number): Date {
  const { schedule } = history;
  if (schedule?.kind === 'cron') {
    const wait = waitSeconds(history, cronGapSeconds(schedule, now), limits);
    return nextCronTime(schedule, history.outcome.kind === 'success' ? now : after(now, wait));
  }
  const interval = schedule?.seconds ?? limits.intervalSeconds;
  const jitter = 1 + (random * 2 - 1) * limits.jitterRatio;
  const wait = waitSeconds(history, interval, limits) * jitter;
  return after(now, Math.max(wait, retryAfterSeconds(history.outcome, limits)));
}

function waitSeconds(history: PollHistory, interval: number, limits: ScheduleLimits): number {
  const ceiling = Math.max(limits.backoffCeilingSeconds, interval);
  const doublings = Math.min(Math.max(history.failures - 1, 0), longestDoubling);
  switch (history.outcome.kind) {
    case 'success':
      return interval;
    case 'gone':
      return ceiling;
    case 'failure':
    case 'rate-limited':
      return Math.max(
        Math.min(interval * 2 ** doublings, ceiling),
        retryAfterSeconds(history.outcome, limits),
      );
  }
}

/** What the server asked for, up to the longest interval: a wild Retry-After must not put a feed to sleep for years. */
function retryAfterSeconds(outcome: PollOutcome, limits: ScheduleLimits): number {
  if (outcome.kind !== 'rate-limited' || outcome.retryAfterSeconds === null) return 0;
  return Math.min(outcome.retryAfterSeconds, limits.maxIntervalSeconds);
}

function cronGapSeconds(schedule: FeedSchedule & { kind: 'cron' }, now: Date): number {
  const first = nextCronTime(schedule, now);
  return (nextCronTime(schedule, first).getTime() - first.getTime()) / 1000;
}

function nextCronTime({ expression, timezone }: FeedSchedule & { kind: 'cron' }, from: Date): Date {
  return CronExpressionParser.parse(expression, { currentDate: from, tz: timezone }).next().toDate();
}

function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
