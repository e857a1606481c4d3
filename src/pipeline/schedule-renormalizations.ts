import { claimRenormalizations } from '../store/renormalizations.ts';
import type { ScheduleDeps } from './schedule-feeds.ts';

const feedsTogether = 100;

/** Enqueues the feeds whose articles are to be made anew; those whose job got lost come back after `sweepSeconds`. */
export async function scheduleRenormalizations(
  deps: Pick<ScheduleDeps, 'pool' | 'producer' | 'now' | 'sweepSeconds'>,
): Promise<void> {
  const now = deps.now();
  const before = new Date(now.getTime() - deps.sweepSeconds * 1000);
  const feedIds = await claimRenormalizations(deps.pool, before, now, feedsTogether);
  await deps.producer.enqueue(
    'renormalize',
    feedIds.map((feedId) => ({ feedId })),
  );
}
