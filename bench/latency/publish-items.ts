import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '../../src/store/db.ts';
import { requestFetch } from '../../src/store/request-fetch.ts';
import type { Wire } from './journeys.ts';
import { type Outside, pushedFeeds } from './outside.ts';
import type { TrackedItem } from './tracked-item.ts';

/** Where items come from. */
export interface Publishing {
  pool: Pool;
  outside: Outside;
  /** Makes the next item of a feed, whose journey begins. */
  nextItem: (feed: number, wire: Wire) => TrackedItem;
  signal: AbortSignal;
}

const pollEveryMs = 1000;

/** Pushes items evenly, whether or not those before have arrived, and has the polled feed fetched every second. */
export async function publishItems(
  around: Publishing,
  itemsPerSecond: number,
  seconds: number,
): Promise<void> {
  const { outside, nextItem, signal } = around;
  const pushes: Promise<void>[] = [];
  const polling = pollNowAndThen(around, Math.round((seconds * 1000) / pollEveryMs));
  const startedAt = performance.now();
  for (let place = 0; place < itemsPerSecond * seconds; place += 1) {
    const waitMs = startedAt + (place * 1000) / itemsPerSecond - performance.now();
    if (waitMs > 0) await delay(waitMs, undefined, { signal });
    const feed = place % pushedFeeds;
    pushes.push(outside.hub.push(outside.pushedFeeds[feed] ?? '', feed, nextItem(feed, 'push')));
  }
  await Promise.all([...pushes, polling]);
}

async function pollNowAndThen({ pool, outside, signal }: Publishing, times: number): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from wiredesk.feeds where url = $1', [
    outside.polledFeed,
  ]);
  for (let time = 0; time < times; time += 1) {
    await requestFetch(pool, rows[0]?.id ?? '0', new Date());
    await delay(pollEveryMs, undefined, { signal });
  }
}
