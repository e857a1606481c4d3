import type { EventType } from './event.ts';

/** Which events of the log a consumer is for. Null lets everything pass. */
export interface ConsumerFilter {
  types: EventType[] | null;
  /** Only events of articles that were seen in this feed. */
  feedId: string | null;
  /** Only events that concern this topic. */
  topicId: string | null;
}

/** A service that keeps its place in the log here, so that several workers of it share the events. */
export interface Consumer extends ConsumerFilter {
  name: string;
  /** Everything up to this cursor is done. */
  acked: string;
  /** Everything up to this cursor was given out. */
  leased: string;
  /** Parts of the log that its workers have in hand, expired ones included. */
  leases: number;
  /** How many events the log has after `acked`, whether they are for this consumer or not. */
  behind: number;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** When events were last given out or done; ISO 8601 UTC, null for never. */
  usedAt: string | null;
}

/** A part of the log in the hands of one worker. */
export interface Lease {
  id: string;
  /** The events after this cursor... */
  after: string;
  /** ...up to this one. */
  until: string;
  /** 1 at first, one more each time that nobody said in time that it was done. */
  attempt: number;
  /** ISO 8601 UTC. */
  expiresAt: string;
}
