import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Feed } from '../../src/domain/feed.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import type { Producer } from '../../src/queue/producer.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

/** A Sunday. */
const start = new Date('2026-03-01T12:00:00.000Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const never = new AbortController().signal;
const silent = { feedFetched() {}, feedStateChanged() {}, fetchSuperseded() {} } as unknown as Observer;

const fetchLimits = {
  userAgent: 'Wiredesk/test',
  timeoutMs: 5000,
  connectTimeoutMs: 2000,
  headersTimeoutMs: 2000,
  maxBodyBytes: 100_000,
  maxHeaderBytes: 8192,
  maxRedirects: 3,
  connectionsPerHost: 2,
  ports: [],
  allowHosts: ['127.0.0.1'],
};

const schedule = {
  intervalSeconds: 900,
  minIntervalSeconds: 60,
  slowestSeconds: 3600,
  maxIntervalSeconds: 86_400,
  jitterRatio: 0,
  backoffCeilingSeconds: 43_200,
  pushedSeconds: 14_400,
  fullFetchHours: 24,
  moveAdoptDays: 7,
};

let store: TestStore;

beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store.close());
beforeEach(() =>
  store.pool.query('truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items cascade'),
);

interface Answer {
  status?: number;
  headers?: OutgoingHttpHeaders;
  /** Of the channel. */
  xml?: string;
}

/** A publisher whose addresses answer as `answers` says by path. */
async function publish(answers: Record<string, Answer>): Promise<HttpServer> {
  const server = await startHttpServer((request, response) => {
    const { status = 200, headers = {}, xml = '' } = answers[request.url ?? ''] ?? { status: 404 };
    const syndication = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
    response.writeHead(status, headers);
    response.end(`<rss version="2.0" ${syndication}><channel><title>Courier</title>${xml}</channel></rss>`);
  });
  onTestFinished(() => server.close());
  return server;
}

async function poll(url: string, now: Date): Promise<Feed> {
  await addFeeds(store.pool, [feedDefinition({ key: 'courier', url })], start);
  await store.pool.query('update polling set due_at = $1', [now]);
  const [claim] = await claimDueFeeds(store.pool, now, claimLimits);
  if (!claim) return expect.fail('the feed is not due');
  const fetcher = createFetcher(fetchLimits, { now: () => now });
  const deps = {
    db: store.pool,
    fetcher,
    parse: parseFeed,
    producer: {} as Producer,
    observer: silent,
    schedule,
    hosts: [],
    websub: null,
    now: () => now,
    random: () => 0.5,
  };
  await fetchFeed(deps, claim, never);
  await fetcher.close();
  return (await findFeed(store.pool, 'courier')) ?? expect.fail('the feed is gone');
}

async function secondsUntilDue(answer: Answer): Promise<number> {
  const server = await publish({ '/feed': answer });
  const feed = await poll(`${server.url}/feed`, start);
  return (Date.parse(feed.dueAt) - start.getTime()) / 1000;
}

describe('a wish of the publisher', () => {
  const date = start.toUTCString();

  test.each<[string, Answer, number]>([
    ['no wish at all', {}, 900],
    ['Cache-Control', { headers: { 'cache-control': 'max-age=7200' } }, 7200],
    ['Cache-Control less Age', { headers: { 'cache-control': 'max-age=7200', age: '1200' } }, 6000],
    ['Expires', { headers: { date, expires: 'Sun, 01 Mar 2026 14:00:00 GMT' } }, 7200],
    ['ttl', { xml: '<ttl>120</ttl>' }, 7200],
    ['sy:updatePeriod', { xml: '<sy:updatePeriod>daily</sy:updatePeriod>' }, 86_400],
    [
      'sy:updateFrequency',
      { xml: '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>' },
      7200,
    ],
    ['skipHours', { xml: '<skipHours><hour>12</hour><hour>13</hour></skipHours>' }, 2.25 * 3600],
    ['skipDays', { xml: '<skipDays><day>Sunday</day></skipDays>' }, 12.25 * 3600],
    ['a 429 with Retry-After in seconds', { status: 429, headers: { 'retry-after': '7200' } }, 7200],
    [
      'a 429 with Retry-After as a date',
      { status: 429, headers: { 'retry-after': 'Sun, 01 Mar 2026 14:00:00 GMT' } },
      7200,
    ],
    ['a 503 with Retry-After in seconds', { status: 503, headers: { 'retry-after': '7200' } }, 7200],
    [
      'a 503 with Retry-After as a date',
      { status: 503, headers: { 'retry-after': 'Sun, 01 Mar 2026 14:00:00 GMT' } },
      7200,
    ],
    ['410', { status: 410 }, 43_200],
  ])('by %s is kept', async (_wish, answer, seconds) => {
    expect(await secondsUntilDue(answer)).toBe(seconds);
  });
});

describe('a redirect', () => {
  test.each([301, 308])('%d is adopted after a week', async (status) => {
    const server = await publish({ '/old': { status, headers: { location: '/new' } }, '/new': {} });
    for (const hour of [0, 24, 200]) await poll(`${server.url}/old`, hours(hour));
    expect(server.requests.map(({ path }) => path)).toEqual(['/old', '/new', '/old', '/new', '/new']);
  });

  test.each([302, 303, 307])('%d is followed and never adopted', async (status) => {
    const server = await publish({ '/old': { status, headers: { location: '/new' } }, '/new': {} });
    for (const hour of [0, 200, 2000]) {
      expect(await poll(`${server.url}/old`, hours(hour))).toMatchObject({ state: 'healthy', movedTo: null });
    }
    expect(server.requests.map(({ path }) => path)).toEqual(['/old', '/new', '/old', '/new', '/old', '/new']);
  });
});

test('a bot wall is waited out for longer than a fault that passes, and tells since when', async () => {
  const server = await publish({ '/feed': { status: 403, headers: { 'cf-mitigated': 'challenge' } } });
  const feed = await poll(`${server.url}/feed`, start);
  expect(feed).toMatchObject({ state: 'failing', failingSince: start.toISOString(), failures: 1 });
  expect(Date.parse(feed.dueAt) - start.getTime()).toBe(3_600_000);
});

test('a 429 of one feed with Retry-After keeps the other feeds of its host waiting', async () => {
  const server = await publish({ '/feed': { status: 429, headers: { 'retry-after': '600' } } });
  await poll(`${server.url}/feed`, start);
  await addFeeds(store.pool, [feedDefinition({ key: 'other', url: `${server.url}/other` })], start);
  expect(await claimDueFeeds(store.pool, hours(0.1), claimLimits)).toEqual([]);
  expect(await claimDueFeeds(store.pool, hours(0.17), claimLimits)).toHaveLength(1);
});
