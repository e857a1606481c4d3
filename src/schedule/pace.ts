import type { PollingHistory } from '../domain/polling-history.ts';
import type { Reading } from './poll.ts';

const hourMs = 3_600_000;

/** Over how many hours the estimate forgets: a feed that wakes up is followed sooner than one that falls asleep. */
const risingHours = 2;
const fallingHours = 24;

/** Which part of the time between two new items to wait: it is the mean delay in which they are heard of. */
const shareOfGap = 0.5;

/** A feed with fewer items says little by all of them being new. */
const fewItems = 3;

/** Items a hour by the dates of what a first reading brought; null where they have none. */
export function paceOfDates(dates: readonly string[], now: Date): number | null {
  const ages = dates.map((date) => now.getTime() - Date.parse(date)).filter((age) => age >= 0);
  const within = (hours: number) => ages.filter((age) => age <= hours * hourMs).length / hours;
  return dates.length === 0 ? null : Math.max(within(24), within(24 * 7));
}

/** Items an hour where no dates told, after the second reading: as if half an item more had come, so that none is no standstill. */
export function firstPace(newItems: number, elapsedMs: number): number {
  return (newItems + 0.5) / (Math.max(elapsedMs, 1000) / hourMs);
}

/**
 * Exponentially weighted items an hour after a poll that brought `newItems` in `elapsedMs`. Answers that are known already
 * bring none.
 */
export function advancePace(newPerHour: number, newItems: number, elapsedMs: number): number {
  const hours = Math.max(elapsedMs, 1000) / hourMs;
  const seen = newItems / hours;
  const memory = Math.exp(-hours / (seen > newPerHour ? risingHours : fallingHours));
  return newPerHour * memory + seen * (1 - memory);
}

/** Whether all of a reading is new though the feed had been read before, so that more may have come in between. */
export function hasProbablyMissed(history: PollingHistory, reading: Reading): boolean {
  return history.bodyHash !== null && reading.items >= fewItems && reading.newItems === reading.items;
}

export interface PaceLimits {
  /** Where nothing is known yet; between floor and ceiling too. */
  intervalSeconds: number;
  floorSeconds: number;
  ceilingSeconds: number;
}

/** Seconds to wait by a feed's own pace: half the time between two new items, between floor and ceiling. */
export function paceSeconds(newPerHour: number | null, limits: PaceLimits): number {
  const wait = newPerHour === null ? limits.intervalSeconds : (shareOfGap * 3600) / newPerHour;
  return Math.min(Math.max(wait, limits.floorSeconds), limits.ceilingSeconds);
}
