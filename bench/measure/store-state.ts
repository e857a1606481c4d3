import type { Db } from '../../src/store/db.ts';

/** How far the program has come, as its store shows it. */
export interface StoreState {
  events: number;
  /** Whether items wait to be normalized, or were set aside. */
  itemsWait: boolean;
  feedsInHand: number;
  /** Feeds whose newest fetch began after the given time and is settled. */
  feedsFetched: number;
}

/** What a store should hold in the end. */
export interface ExpectedCounts {
  articles: number;
  /** Feeds that are polled. */
  feeds: number;
  /** Articles of each of them. */
  articlesPerFeed: number;
}

/** One cheap query, in words that need nothing of the session. @throws while there is no schema yet. */
export async function readStoreState(db: Db, since: Date): Promise<StoreState> {
  const { rows } = await db.query<{ events: string; wait: boolean; in_hand: string; fetched: string }>(
    `select (select cursor from wiredesk.log_head) as events,
       exists (select from wiredesk.waiting_items) as wait,
       (select count(*) from wiredesk.polling where claimed_until is not null) as in_hand,
       (select count(*) from wiredesk.polling where claimed_until is null and fetched_at >= $1) as fetched`,
    [since],
  );
  const [row] = rows;
  return {
    events: Number(row?.events ?? 0),
    itemsWait: row?.wait ?? true,
    feedsInHand: Number(row?.in_hand ?? 0),
    feedsFetched: Number(row?.fetched ?? 0),
  };
}

/** What is wrong with the counts in the store: empty when each expected article is there once, with one event. */
export async function findMiscounts(db: Db, expected: ExpectedCounts): Promise<string[]> {
  const { rows } = await db.query<Record<string, string>>(
    `select (select count(*) from wiredesk.articles) as "articles",
       (select count(*) from wiredesk.sightings) as "sightings",
       (select count(*) from wiredesk.events where type = 'created') as "created events",
       (select count(*) from wiredesk.events) as "events",
       (select count(distinct article_id) from wiredesk.events) as "articles with an event",
       (select count(*) from wiredesk.waiting_items) as "waiting items",
       (select count(*) from (
          select from wiredesk.articles a join wiredesk.feeds f on f.id = a.feed_id
          where f.removed_at is null group by f.id having count(*) = $1) whole) as "feeds with all articles"`,
    [expected.articlesPerFeed],
  );
  const wanted: Record<string, number> = { 'waiting items': 0, 'feeds with all articles': expected.feeds };
  return Object.entries(rows[0] ?? {})
    .map(([name, count]) => ({ name, count: Number(count), right: wanted[name] ?? expected.articles }))
    .filter(({ count, right }) => count !== right)
    .map(({ name, count, right }) => `${name}: ${count}, not ${right}`);
}

/** How the fetches since a time ended, for the message when something went wrong. */
export async function describeFetches(db: Db, since: Date): Promise<string> {
  const { rows } = await db.query<{ outcome: string; message: string | null; fetches: string }>(
    `select outcome, min(message) as message, count(*) as fetches from wiredesk.fetches
     where started_at >= $1 group by outcome order by outcome`,
    [since],
  );
  return rows
    .map(({ outcome, message, fetches }) => `${fetches} × ${outcome} ${message ?? ''}`.trim())
    .join(', ');
}

/** Makes every feed due at once. */
export async function makeFeedsDue(db: Db): Promise<void> {
  await db.query('update wiredesk.polling set due_at = now()');
}
