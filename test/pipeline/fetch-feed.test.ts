import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FetchOutcome, Moved, NotModified } from '../../src/domain/fetch-outcome.ts';
import type { FetchRequest } from '../../src/fetch/fetcher.ts';
import { type FetchFeedDeps, fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { listFetches } from '../../src/store/fetches.ts';
import { findWaitingItems } from '../../src/store/items.ts';
import type { Claim } from '../../src/store/polling.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { fetchDeps, fetched } from '../support/fetch-deps.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const never = new AbortController().signal;

let store: TestStore;
let batches: string[] = [];

beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  batches = [];
  await store.pool.query('truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items cascade');
  await addFeeds(store.pool, [feedDefinition()], start);
});

async function claimFeed(): Promise<Claim> {
  await store.pool.query('update polling set due_at = $1', [start]);
  const [claim] = await claimDueFeeds(store.pool, start, claimLimits);
  return claim ?? expect.fail('no feed is due');
}

/** Fetches the claimed feed, which answers with `body`. */
async function fetchWith(claim: Claim, body: string, changes: Partial<FetchFeedDeps> = {}): Promise<void> {
  const deps = fetchDeps(store.pool, fetched(body), batches, start);
  await fetchFeed({ ...deps, ...changes }, claim, never);
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

test('an item with nothing to read, see, hear or follow is not stored', async () => {
  const items = '<item><guid isPermaLink="false">1</guid><pubDate/></item><item><title>Two</title></item>';
  await fetchWith(await claimFeed(), `<rss version="2.0"><channel>${items}</channel></rss>`);
  expect(await findWaitingItems(store.pool, batches, 10)).toHaveLength(1);
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
  expect(await lastFetch(again)).toMatchObject({ outcome: 'not-modified', itemsNew: 0, itemsChanged: 0 });
  expect(batches).toHaveLength(1);
});

/** Polls the feed once, `hours` after the start; `answer` is given what was asked. */
async function poll(hours: number, answer: (request: FetchRequest) => FetchOutcome) {
  const now = new Date(start.getTime() + hours * 3_600_000);
  await store.pool.query('update polling set due_at = $1', [now]);
  const [claim] = await claimDueFeeds(store.pool, now, claimLimits);
  if (!claim) return expect.fail('no feed is due');
  const fetcher = {
    fetch: async (request: FetchRequest) => answer(request),
    userAgent: 'Wiredesk/test',
    close: async () => undefined,
  };
  await fetchWith(claim, '', { fetcher, now: () => now });
  return (await findFeed(store.pool, claim.feedId)) ?? expect.fail('the feed is gone');
}

function rss(...ids: number[]): string {
  const items = ids.map((id) => `<item><guid>${id}</guid><title>Item ${id}</title></item>`);
  return `<rss version="2.0"><channel><title>T</title>${items.join('')}</channel></rss>`;
}

function dated(id: number, hours: number): string {
  const date = new Date(start.getTime() + hours * 3_600_000).toUTCString();
  return `<item><guid>${id}</guid><title>Item ${id}</title><pubDate>${date}</pubDate></item>`;
}

const notModified: NotModified = {
  kind: 'not-modified',
  status: 304,
  url: 'https://courier.example/feed.xml',
  validators: { etag: '"1"', lastModified: null },
  hints: { maxAgeSeconds: null, retryAfterSeconds: null },
};

function secondsUntilDue(feed: { dueAt: string }, hours: number): number {
  return (Date.parse(feed.dueAt) - start.getTime()) / 1000 - hours * 3600;
}

test('a feed is asked more often when it has much that is new, and less often when it has nothing', async () => {
  const first = await poll(0, () => fetched(`<rss version="2.0"><channel>${dated(1, -30)}</channel></rss>`));
  expect(secondsUntilDue(first, 0)).toBe(3600);
  const busy = await poll(1, () => fetched(rss(1, 2, 3, 4, 5, 6, 7, 8)));
  expect(secondsUntilDue(busy, 1)).toBeLessThan(900);
  expect(busy).toMatchObject({ state: 'healthy', lastNewAt: '2026-03-01T13:00:00.000Z' });
  const silent = await poll(200, () => notModified);
  expect(secondsUntilDue(silent, 200)).toBe(3600);
});

test('the wishes of a feed are kept while it answers 304', async () => {
  await poll(0, () => fetched('<rss version="2.0"><channel><ttl>120</ttl><title>T</title></channel></rss>'));
  expect(secondsUntilDue(await poll(1, () => notModified), 1)).toBe(7200);
});

test('a feed of which all items are new has probably missed some', async () => {
  await poll(0, () => fetched(`<rss version="2.0"><channel>${dated(1, -1)}</channel></rss>`));
  expect(await poll(1, () => fetched(rss(2, 3, 4)))).toMatchObject({ state: 'missing-items' });
});

test('validators are sent, but once a day all is asked for', async () => {
  const asked: (string | null)[] = [];
  const answer = ({ validators }: FetchRequest) => {
    asked.push(validators.etag);
    return validators.etag === null ? fetched(rss(1)) : notModified;
  };
  for (const hours of [0, 1, 23, 25, 26]) await poll(hours, answer);
  expect(asked).toEqual([null, '"1"', '"1"', null, '"1"']);
});

test('a server whose 304 hid items is asked for everything for a while, and the log says so', async () => {
  const body = (...items: string[]) =>
    fetched(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  await poll(0, () => body(dated(1, -2)));
  await poll(20, () => notModified);
  const feed = await poll(30, () => body(dated(1, -2), dated(2, 10)));
  const [record] = await listFetches(store.pool, feed.id, 1);
  expect(record).toMatchObject({ outcome: 'fetched', code: 'lying-validators', itemsNew: 1 });
  await poll(31, ({ validators }) => {
    expect(validators).toEqual({ etag: null, lastModified: null });
    return body(dated(1, -2), dated(2, 10));
  });
});

test('news since a 304 is no reason to distrust it', async () => {
  const body = (...items: string[]) =>
    fetched(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  await poll(0, () => body(dated(1, -2)));
  await poll(20, () => notModified);
  const feed = await poll(30, () => body(dated(1, -2), dated(2, 29)));
  expect((await listFetches(store.pool, feed.id, 1))[0]).toMatchObject({ code: null, itemsNew: 1 });
});

test('a permanent redirect is adopted after a week, and given up when the new address fails', async () => {
  const to = 'https://new.example/feed.xml';
  const moved: Moved = { kind: 'moved', to, answer: fetched(rss(1)) };
  const { url } = feedDefinition();
  const asked: string[] = [];
  const answer = (outcome: FetchOutcome) => (request: FetchRequest) => {
    asked.push(request.url);
    return outcome;
  };
  const failed: FetchOutcome = {
    kind: 'failed',
    code: 'dns',
    status: null,
    url: to,
    message: 'no such host',
    hints: { maxAgeSeconds: null, retryAfterSeconds: null },
  };
  await poll(0, answer(moved));
  expect(await poll(24, answer(moved))).toMatchObject({ state: 'moved', movedTo: to, url });
  const adopted = await poll(24 * 8, answer(fetched(rss(1, 2))));
  expect(adopted).toMatchObject({ state: 'moved', movedTo: to, url });
  await poll(24 * 9, answer(failed));
  expect(await poll(24 * 10, answer(fetched(rss(1, 2, 3))))).toMatchObject({
    state: 'healthy',
    movedTo: null,
  });
  expect(asked).toEqual([url, url, to, to, url]);
});

test('a feed that is gone or fails is asked again for ever, and is healthy when it answers', async () => {
  const gone = await poll(0, () => ({ kind: 'gone', status: 410, url: 'https://courier.example/feed.xml' }));
  expect(gone).toMatchObject({ state: 'gone', failures: 1 });
  expect(secondsUntilDue(gone, 0)).toBe(43_200);
  expect(await poll(1000, () => fetched(rss(1)))).toMatchObject({
    state: 'healthy',
    failures: 0,
    failingSince: null,
  });
});
