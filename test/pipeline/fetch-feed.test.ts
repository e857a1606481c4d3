import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Fetched } from '../../src/domain/fetch-outcome.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { type FetchFeedDeps, fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { listFetches } from '../../src/store/fetches.ts';
import { findWaitingItems } from '../../src/store/items.ts';
import { type Claim, claimDueFeeds } from '../../src/store/polling.ts';
import { feedDefinition } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const never = new AbortController().signal;
const limits = { limit: 10, perHost: 10, maxInFlight: 10, claimSeconds: 60 };

let store: TestStore;
let batches: string[] = [];

beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  batches = [];
  await store.pool.query('truncate feeds, polling, fetches, items, item_heads, waiting_items cascade');
  await addFeeds(store.pool, [feedDefinition()], start);
});

async function claimFeed(): Promise<Claim> {
  await store.pool.query('update polling set due_at = $1', [start]);
  const [claim] = await claimDueFeeds(store.pool, start, limits);
  return claim ?? expect.fail('no feed is due');
}

/** Fetches the claimed feed, which answers with `body`. */
async function fetchWith(claim: Claim, body: string, changes: Partial<FetchFeedDeps> = {}): Promise<void> {
  const answer: Fetched = {
    kind: 'fetched',
    status: 200,
    url: 'https://courier.example/feed.xml',
    body: Buffer.from(body),
    contentType: null,
    validators: { etag: '"1"', lastModified: null },
    hints: { maxAgeSeconds: null, retryAfterSeconds: null },
  };
  const deps: FetchFeedDeps = {
    db: store.pool,
    fetcher: { fetch: async () => answer, close: async () => undefined },
    parse: parseFeed,
    producer: {
      enqueue: async (_name, payloads) => {
        batches.push(...payloads.map((payload) => ('batch' in payload ? payload.batch : '')));
      },
      countJobs: () => expect.fail('nobody asked for counts'),
      close: async () => undefined,
    },
    observer: { feedFetched: () => undefined, fetchSuperseded: () => undefined } as unknown as Observer,
    schedule: {
      intervalSeconds: 900,
      maxIntervalSeconds: 86_400,
      jitterRatio: 0,
      backoffCeilingSeconds: 43_200,
    },
    now: () => start,
    random: () => 0.5,
    ...changes,
  };
  await fetchFeed(deps, claim, never);
}

async function lastFetch(claim: Claim) {
  return (await listFetches(store.pool, claim.feedId, 1))[0];
}

test('text that the store cannot hold costs no item', async () => {
  const claim = await claimFeed();
  const items = [
    { id: 'x\0y', title: 'One' },
    { id: 'z', title: 'Two' },
  ];
  await fetchWith(
    claim,
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A\0B', items }),
  );
  expect(await lastFetch(claim)).toMatchObject({ outcome: 'fetched', itemsNew: 2 });
  expect(await findWaitingItems(store.pool, batches, 10)).toHaveLength(2);
});

test('a fault of the parser is recorded as the feed’s failure, which is backed off from', async () => {
  const claim = await claimFeed();
  await fetchWith(claim, '<rss/>', { parse: () => Promise.reject(new Error('no such case')) });
  expect(await lastFetch(claim)).toMatchObject({
    outcome: 'unreadable',
    code: 'parser-fault',
    message: expect.stringContaining('no such case'),
  });
  expect(await findFeed(store.pool, claim.feedId)).toMatchObject({ failures: 1 });
});

test('an unreadable body keeps the validators of the last readable one, so that it comes again', async () => {
  const first = await claimFeed();
  await fetchWith(first, '<rss version="2.0"><channel><title>T</title></channel></rss>');
  await store.pool.query('update polling set etag = null');
  await fetchWith(await claimFeed(), '<html><body>Maintenance</body></html>');
  const { rows } = await store.pool.query('select etag, failures from polling');
  expect(rows).toEqual([{ etag: null, failures: 1 }]);
});

test('the same feed a second time brings nothing, and a job that runs twice writes nothing', async () => {
  const body =
    '<rss version="2.0"><channel><title>T</title><item><guid>a</guid><title>A</title></item></channel></rss>';
  const claim = await claimFeed();
  await fetchWith(claim, body);
  await fetchWith(claim, body);
  expect(await listFetches(store.pool, claim.feedId, 10)).toHaveLength(1);
  const again = await claimFeed();
  await fetchWith(again, body);
  expect(await lastFetch(again)).toMatchObject({ items: 1, itemsNew: 0, itemsChanged: 0 });
  expect(batches).toHaveLength(1);
});
