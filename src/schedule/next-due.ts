import { CronExpressionParser } from 'cron-parser';
import type { FeedSchedule } from '../domain/feed-definition.ts';
import type { PollingHistory } from '../domain/polling-history.ts';
import { backoffSeconds } from './backoff.ts';
import { askedSeconds, outsideSkipped } from './hints.ts';
import { paceSeconds } from './pace.ts';
import type { Poll, PollOutcome } from './poll.ts';

/** What a feed's next time depends on besides the clock. */
export interface Polled {
  /** Null: by its own pace and its publisher's wishes. */
  schedule: FeedSchedule | null;
  poll: Pick<Poll, 'outcome' | 'maxAgeSeconds'>;
  /** Failures in a row, this one included; 0 after a success. */
  failures: number;
  /** This poll included. */
  history: Pick<PollingHistory, 'newPerHour' | 'hints'>;
  /** Whether it was the feed's first. */
  isFirst: boolean;
  /** Till when a hub that has proved itself pushes what is new; null where there is none. */
  pushedUntil: Date | null;
}

export interface ScheduleLimits {
  intervalSeconds: number;
  /** The shortest wait that a feed's pace leads to. */
  minIntervalSeconds: number;
  /** The longest wait that a feed's pace leads to. */
  slowestSeconds: number;
  /** The longest wait that a publisher's hints lead to. */
  maxIntervalSeconds: number;
  /** Share of a wait by which it is lengthened or shortened at random, so that feeds spread out. */
  jitterRatio: number;
  backoffCeilingSeconds: number;
  /** The longest wait of a feed whose news are pushed. */
  pushedSeconds: number;
}

/** Feeds that were added together are polled together at first; from then on their times are all over an interval. */
const firstJitterRatio = 0.5;
/** How many times rarer a feed is polled whose news are pushed. */
const rarerWhilePushed = 12;

type CronSchedule = FeedSchedule & { kind: 'cron' };

/** What an operator sets to the pace of a feed. */
type Bounds = Omit<FeedSchedule & { kind: 'paced' }, 'kind'>;

const unbounded: Bounds = { minSeconds: null, maxSeconds: null };

/**
 * When a feed is next due. Pure: the same history, limits, clock and random number (0 ≤ r < 1) give the same time.
 *
 * A feed without a schedule of the operator's is polled at its own pace, and never sooner than its publisher asks, but
 * where the operator's bounds say so. After failures the wait doubles up to the ceiling, and no further: a feed is never given up. A cron expression is followed
 * to the second, and after failures also tried again between its times. Retry-After holds for all.
 */
export function nextDue(polled: Polled, limits: ScheduleLimits, now: Date, random: number): Date {
  const { schedule, poll } = polled;
  const jitter = 1 + (random * 2 - 1) * (polled.isFirst ? firstJitterRatio : limits.jitterRatio);
  const retryAt = after(now, retryAfterSeconds(poll.outcome, limits));
  if (schedule?.kind === 'cron') return latest(nextByCron(schedule, polled, limits, now, jitter), retryAt);
  if (schedule?.kind === 'interval')
    return latest(after(now, waitOf(polled, schedule.seconds, limits) * jitter), retryAt);
  const bounds = schedule ?? unbounded;
  const paced = after(now, waitOf(polled, ownPace(polled, bounds, limits, now), limits) * jitter);
  const wished = outsideSkipped(latest(paced, askedTime(polled, limits, now)), polled.history.hints);
  const { maxSeconds } = bounds;
  const due = maxSeconds === null ? wished : earliest(wished, latest(paced, after(now, maxSeconds)));
  return latest(due, retryAt);
}

function ownPace(
  { history, poll, pushedUntil }: Polled,
  { minSeconds, maxSeconds }: Bounds,
  limits: ScheduleLimits,
  now: Date,
): number {
  const { intervalSeconds, minIntervalSeconds, slowestSeconds } = limits;
  const floorSeconds = minSeconds ?? minIntervalSeconds;
  const ceilingSeconds = maxSeconds ?? Math.max(slowestSeconds, intervalSeconds, floorSeconds);
  const pace = paceSeconds(history.newPerHour, { intervalSeconds, floorSeconds, ceilingSeconds });
  if (pushedUntil === null || poll.outcome.kind !== 'success') return pace;
  const pushedSeconds = (pushedUntil.getTime() - now.getTime()) / 1000;
  const longest = Math.min(limits.pushedSeconds, pushedSeconds, maxSeconds ?? Number.POSITIVE_INFINITY);
  return Math.max(pace, Math.min(pace * rarerWhilePushed, longest));
}

function waitOf({ poll, failures }: Polled, pace: number, limits: ScheduleLimits): number {
  if (poll.outcome.kind === 'success') return pace;
  const ceilingSeconds = Math.max(limits.backoffCeilingSeconds, pace);
  return backoffSeconds(poll.outcome, failures, { firstSeconds: pace, ceilingSeconds });
}

function askedTime({ history, poll }: Polled, limits: ScheduleLimits, now: Date): Date {
  return after(now, askedSeconds(history.hints, poll.maxAgeSeconds, limits.maxIntervalSeconds));
}

/**
 * The next time of the expression. After a failure the back-off starts at the default interval, so that a daily feed
 * does not lose its day; once it is longer than the gap between two times, those times that fall in it are left out.
 */
function nextByCron(
  schedule: CronSchedule,
  { poll, failures }: Polled,
  limits: ScheduleLimits,
  now: Date,
  jitter: number,
): Date {
  if (poll.outcome.kind === 'success') return nextCronTime(schedule, now);
  const gap = cronGapSeconds(schedule, now);
  const wait = backoffSeconds(poll.outcome, failures, {
    firstSeconds: Math.min(limits.intervalSeconds, gap),
    ceilingSeconds: Math.max(limits.backoffCeilingSeconds, gap),
  });
  const slot = nextCronTime(schedule, after(now, Math.max(wait - gap, 0)));
  return earliest(after(now, wait * jitter), slot);
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
