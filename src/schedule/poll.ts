import type { FeedHints } from '../domain/polling-history.ts';

/** Why a poll failed, by how long it makes sense to wait. */
export type FailureCause = 'passing' | 'refused' | 'unreadable';

/** How a poll ended, as far as the next one depends on it. */
export type PollOutcome =
  | { kind: 'success' }
  | { kind: 'failure'; cause: FailureCause }
  | { kind: 'gone' }
  | { kind: 'rate-limited'; retryAfterSeconds: number | null };

/** What a body that was read brought. */
export interface Reading {
  items: number;
  newItems: number;
  /** When the new items say they were published, where they say so; ISO 8601 UTC. */
  newDates: string[];
  hints: FeedHints;
  bodyHash: string;
}

/** What a hub pushed since the poll before. */
export interface Pushed {
  newItems: number;
  /** When the last of it came. */
  at: Date;
}

/** One poll of a feed. */
export interface Poll {
  startedAt: Date;
  endedAt: Date;
  outcome: PollOutcome;
  /** Null where nothing was read: a failure, or an answer that is known already. */
  reading: Reading | null;
  pushed: Pushed | null;
  /** Whether validators were sent along, so that the server could answer 304. */
  conditional: boolean;
  /** How long the server says its answer is fresh, in seconds. */
  maxAgeSeconds: number | null;
  /** Where permanent redirects alone led. */
  movedTo: string | null;
}
