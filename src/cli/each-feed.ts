import type { Feed } from '../domain/feed.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { Pool } from '../store/db.ts';

const pageSize = 1000;

/** Every feed of the store, or every one in a state, by ascending id, read a page at a time. */
export async function* eachFeed(pool: Pool, state?: FeedState): AsyncGenerator<Feed> {
  const { listFeeds } = await import('../store/feeds.ts');
  let after = '0';
  for (;;) {
    const page = await listFeeds(pool, { after, limit: pageSize, state });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
