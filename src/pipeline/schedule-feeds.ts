import type { Observer } from '../observe/observer.ts';
import type { Producer } from '../queue/producer.ts';
import { type ClaimLimits, claimDueFeeds } from '../store/claim-feeds.ts';
import type { Pool } from '../store/db.ts';
import { reclaimWaitingBatches } from '../store/items.ts';
import { renewExpiredClaims } from '../store/polling.ts';

export interface ScheduleDeps {
  pool: Pool;
  producer: Producer;
  observer: Observer;
  now: () => Date;
  limits: ClaimLimits;
  /** How long a batch of items may wait before it is enqueued again, in seconds. */
  sweepSeconds: number;
}

const itemsPerSweep = 1000;

/** One tick: claims the feeds that are due and enqueues a fetch for each. */
export async function scheduleDueFeeds(deps: ScheduleDeps): Promise<void> {
  const claims = await claimDueFeeds(deps.pool, deps.now(), deps.limits);
  await deps.producer.enqueue('fetch', claims);
  deps.observer.feedsScheduled(claims.length, 0, 0);
}

/**
 * Enqueues again what should have been done by now: claimed feeds that nobody fetched, stored items that nobody
 * normalized. Jobs that are still in the queue stay as they are; lost ones come back.
 */
export async function sweepLostWork(deps: ScheduleDeps): Promise<void> {
  const now = deps.now();
  const claims = await renewExpiredClaims(deps.pool, now, deps.limits);
  await deps.producer.enqueue('fetch', claims);
  const before = new Date(now.getTime() - deps.sweepSeconds * 1000);
  const batches = await reclaimWaitingBatches(deps.pool, before, now, itemsPerSweep);
  await deps.producer.enqueue(
    'normalize',
    batches.map((batch) => ({ batch })),
  );
  deps.observer.feedsScheduled(0, claims.length, batches.length);
}
