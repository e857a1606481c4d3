import type { KeyFallback } from './item-keys.ts';

/** When a publisher asks to be polled and when not (RSS ttl, sy:updatePeriod, skipHours, skipDays). */
export interface FeedHints {
  ttlMinutes: number | null;
  /** Hours of the day, 0–23 UTC. */
  skipHours: number[];
  /** Days, 0 (Sunday)–6. */
  skipDays: number[];
}

/** What earlier polls told of a feed, as far as later ones depend on it. Times are ISO 8601 UTC. */
export interface PollingHistory {
  /** How many new items an hour brings, estimated; null before the first reading. */
  newPerHour: number | null;
  lastNewAt: string | null;
  /** The usual time between polls that brought something new, in seconds; null while it is not known. */
  usualGapSeconds: number | null;
  /** When last all items of a reading were new, so that others probably came and went unseen. */
  missedAt: string | null;
  /** How long a fetch usually takes. */
  usualDurationMs: number | null;
  hints: FeedHints;
  /** A fingerprint of the last body that was read. */
  bodyHash: string | null;
  /** When the feed was last asked without validators. */
  fullAt: string | null;
  /** Till when its validators are not believed: they had hidden items. */
  distrustedUntil: string | null;
  /** Where permanent redirects lead, and since when they have been leading there. */
  move: { to: string; since: string } | null;
  /** By what its items are told apart, because its ids cannot be believed. */
  keyFallback: KeyFallback | null;
}

export const noHistory: PollingHistory = {
  newPerHour: null,
  lastNewAt: null,
  usualGapSeconds: null,
  missedAt: null,
  usualDurationMs: null,
  hints: { ttlMinutes: null, skipHours: [], skipDays: [] },
  bodyHash: null,
  fullAt: null,
  distrustedUntil: null,
  move: null,
  keyFallback: null,
};
