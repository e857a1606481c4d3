import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashItemKey } from '../../src/dedupe/identities.ts';
import type { FullText } from '../../src/domain/full-text.ts';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import { createFetcher, type Fetcher } from '../../src/fetch/fetcher.ts';
import { createRuleBook } from '../../src/normalize/rule-book.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { fetchPage } from '../../src/pipeline/fetch-page.ts';
import { normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { createRobotsGate } from '../../src/pipeline/robots-gate.ts';
import { schedulePages } from '../../src/pipeline/schedule-pages.ts';
import type { Producer } from '../../src/queue/producer.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import type { PageClaimLimits } from '../../src/store/claim-pages.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { packItem, reclaimWaitingBatches } from '../../src/store/items.ts';
import type { PageClaim } from '../../src/store/page-waits.ts';
import { robotsInStore } from '../../src/store/robots.ts';
import { readShippedRules } from '../normalize/shipped-rules.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { blankItem } from '../support/feed-item.ts';
import { incomingItem, settledFetch } from '../support/fetches.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { stores, type TestStore } from '../support/store.ts';

const book = createRuleBook(readShippedRules(), []);
const start = new Date('2031-03-01T12:00:00.000Z');
const never = new AbortController().signal;
const observer = {
  articlesStored: () => undefined,
  itemSetAside: () => undefined,
  pageFetched: () => undefined,
  pageJudged: () => undefined,
} as unknown as Observer;
const userAgent = 'Wiredesk/0.1 (+https://newsroom.example/bot)';
const teaser = 'The ferry to Port Merrow runs again after three weeks of repairs.';
const story = Array.from(
  { length: 8 },
  (_, n) =>
    `<p>On day ${n} of the repairs the crew of the ferry replaced plank ${n} of the deck, and the harbour office said so.</p>`,
).join('');
const limits: PageClaimLimits = {
  maxInFlight: 100,
  perHost: 100,
  spacingMs: 0,
  hosts: [],
  claimSeconds: 20,
};

type Answer = { status: number; type?: string; body?: string; headers?: Record<string, string> };

describe.each(stores)('pages of items, on the $name', ({ isAvailable, open }) => {
  describe.skipIf(!isAvailable)('', () => {
    let store: TestStore;
    let server: HttpServer;
    let fetcher: Fetcher;
    let answers: Map<string, Answer>;
    let now: Date;
    let normalizing: string[];
    let asking: PageClaim[];

    const producer: Pick<Producer, 'enqueue'> = {
      enqueue: async (name, payloads) => {
        if (name === 'normalize')
          normalizing.push(...payloads.map((payload) => (payload as { batch: string }).batch));
        if (name === 'page') asking.push(...(payloads as PageClaim[]));
      },
    };

    beforeAll(async () => {
      store = await open();
      server = await startHttpServer((request, response) => {
        const {
          status,
          type = 'text/html',
          body = '',
          headers = {},
        } = answers.get(request.url ?? '') ?? { status: 404 };
        response.writeHead(status, { 'content-type': type, ...headers }).end(body);
      });
      fetcher = createFetcher({
        ...{
          userAgent,
          timeoutMs: 5000,
          connectTimeoutMs: 2000,
          headersTimeoutMs: 2000,
          maxBodyBytes: 50_000,
        },
        ...{
          maxHeaderBytes: 8192,
          maxRedirects: 3,
          connectionsPerHost: 4,
          ports: [80],
          allowHosts: ['127.0.0.1'],
        },
      });
    });
    afterAll(async () => {
      await fetcher.close();
      await server.close();
      await store.close();
    });
    beforeEach(async () => {
      answers = new Map([
        ['/robots.txt', { status: 404 }],
        ['/ferry', { status: 200, body: page(story) }],
      ]);
      server.requests.length = 0;
      now = start;
      normalizing = [];
      asking = [];
      await store.pool.query(`truncate hosts, robots, feeds, polling, fetches, items, item_heads, waiting_items, articles,
        revisions, identities, sightings, events cascade`);
    });

    function item(key: string, path = `/${key}`): FeedItem {
      return {
        ...blankItem,
        key,
        id: key,
        url: path.startsWith('/') ? `${server.url}${path}` : path,
        title: 'Ferry runs again',
        summary: teaser,
      };
    }

    /** Lets these items wait in a batch of the feed, received now. */
    async function receive(items: FeedItem[], fullText: FullText | null = null): Promise<void> {
      await addFeeds(store.pool, [feedDefinition({ fullText })], now);
      await store.pool.query('update polling set due_at = $1', [now]);
      const [claim] = await claimDueFeeds(store.pool, now, claimLimits);
      if (!claim) return expect.fail('no feed is due');
      const incoming = items.map((one) => ({
        ...incomingItem(one.key, JSON.stringify(one)),
        keyHash: hashItemKey(claim.feedId, one.key),
        body: packItem(one),
      }));
      const stored = await settleFetch(store.pool, claim, settledFetch({ items: incoming, startedAt: now }));
      normalizing.push(stored?.batch ?? expect.fail('the claim was lost'));
    }

    async function normalizeAll(): Promise<void> {
      const pages = { fullText: 'auto', waitSeconds: 60 } as const;
      const deps = {
        pool: store.pool,
        rules: () => book,
        observer,
        batchSize: 10,
        storyWindowDays: 14,
        pages,
      };
      await normalizeBatches(deps, normalizing.splice(0), never);
    }

    const tick = (changed: Partial<PageClaimLimits> = {}) =>
      schedulePages({
        pool: store.pool,
        producer: producer as Producer,
        now: () => now,
        pages: { ...limits, ...changed },
      });

    async function askAll(): Promise<void> {
      const clock = () => now;
      const admits = createRobotsGate({ fetcher, robots: robotsInStore(store.pool), now: clock });
      const deps = {
        db: store.pool,
        fetcher,
        admits,
        producer: producer as Producer,
        observer,
        hosts: [],
        now: clock,
      };
      for (const claim of asking.splice(0)) await fetchPage(deps, claim, never);
    }

    /** All steps from items received to articles, once. */
    async function runThrough(): Promise<void> {
      await normalizeAll();
      await tick();
      await askAll();
      await normalizeAll();
    }

    const later = (seconds: number) => {
      now = new Date(start.getTime() + seconds * 1000);
    };
    const asked = () => server.requests.map(({ path }) => path);
    const bodies = async () =>
      (
        await store.pool.query<{ body: string }>(
          "select content->>'bodyText' as body from articles order by id",
        )
      ).rows.map(({ body }) => body);
    const events = async () =>
      (await store.pool.query<{ type: string }>('select type from events')).rows.map(({ type }) => type);
    const outcomes = async () =>
      (
        await store.pool.query<{ outcome: string; status: number | null }>(
          'select outcome, status from pages order by item_id',
        )
      ).rows;
    const told = async () => (await findFeed(store.pool, feedDefinition().key))?.pages;
    const waits = async () => (await store.pool.query('select from page_waits')).rowCount;

    test('are fetched for teasers, and one event tells of the article', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      expect(await bodies()).toEqual([]);
      await runThrough();
      expect((await bodies())[0]).toContain('plank 7 of the deck');
      expect(await events()).toEqual(['created']);
      expect(asked()).toEqual(['/robots.txt', '/ferry']);
      expect(server.requests[1]?.headers.accept).toContain('text/html');
      expect(await told()).toMatchObject({ use: 'taken', url: `${server.url}/ferry`, misses: 0 });
    });

    test('are left alone where the feed says never, or its text is whole', async () => {
      await receive([item('ferry')], 'never');
      await receive([{ ...item('whole'), title: 'Whole', contentHtml: story.repeat(2) }]);
      await runThrough();
      expect(asked()).toEqual([]);
      expect(await bodies()).toHaveLength(2);
    });

    test('hold up nothing else that came with them', async () => {
      await receive([item('ferry'), { ...item('whole'), title: 'Whole', contentHtml: story.repeat(2) }]);
      await normalizeAll();
      expect(await bodies()).toHaveLength(1);
      expect(await waits()).toBe(1);
    });

    test.each<[string, Answer, string, number | null]>([
      ['is gone', { status: 410 }, 'gone', 410],
      ['is not there', { status: 404 }, 'http-status', 404],
      ['is forbidden', { status: 403 }, 'http-status', 403],
      ['is no web page', { status: 200, type: 'application/pdf', body: '%PDF' }, 'not-html', 200],
      ['is too large', { status: 200, body: page('x'.repeat(60_000)) }, 'too-large', 200],
      ['asks to wait', { status: 429, headers: { 'retry-after': '30' } }, 'rate-limited', 429],
    ])('that %s leave the text of the feed at once, and say why', async (_, answer, outcome, status) => {
      answers.set('/ferry', answer);
      await receive([item('ferry')]);
      await runThrough();
      expect(await bodies()).toEqual([teaser]);
      expect(await outcomes()).toEqual([{ outcome, status }]);
      expect(await told()).toMatchObject({ use: outcome, misses: 1 });
    });

    test('at private addresses are not asked for', async () => {
      await receive([item('router', 'http://192.168.0.1/status')]);
      await runThrough();
      expect(await outcomes()).toEqual([{ outcome: 'refused', status: null }]);
      expect(await bodies()).toEqual([teaser]);
    });

    test('that turn out to be walls leave the text of the feed', async () => {
      answers.set('/ferry', { status: 302, headers: { location: '/login?to=ferry' } });
      answers.set('/login?to=ferry', { status: 200, body: page('<p>Please log in to continue.</p>') });
      await receive([item('ferry')]);
      await runThrough();
      expect(await bodies()).toEqual([teaser]);
      expect(await outcomes()).toEqual([{ outcome: 'fetched', status: 200 }]);
      expect(await told()).toMatchObject({ use: 'login', misses: 1 });
    });

    test('that are away when their item changes leave the text that they gave before, however often', async () => {
      await receive([item('ferry')]);
      await runThrough();
      const [whole] = await bodies();
      answers.set('/ferry', { status: 503 });
      for (const [n, title] of ['Ferry runs again at last', 'Ferry runs again, at last'].entries()) {
        later(3600 * (n + 1));
        await receive([{ ...item('ferry'), title }]);
        await runThrough();
      }
      expect(await bodies()).toEqual([whole]);
      expect(await outcomes()).toMatchObject([{ outcome: 'fetched' }, { status: 503 }, { status: 503 }]);
      expect(await told()).toMatchObject({ use: 'http-status', misses: 2 });
      expect(await events()).toEqual(['created', 'updated', 'updated']);
    });

    test('are waited for no longer than the setting says', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      later(59);
      await tick({ perHost: 0 });
      expect(normalizing).toEqual([]);
      later(60);
      await tick({ perHost: 0 });
      await normalizeAll();
      expect(await bodies()).toEqual([teaser]);
      expect(await told()).toMatchObject({ use: 'late', misses: 1 });
    });

    test('are not waited for where their host is to rest for longer', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      await store.pool.query('insert into hosts values ($1, $2, false)', [
        new URL(server.url).host,
        new Date(start.getTime() + 61_000),
      ]);
      await tick();
      await normalizeAll();
      expect(await bodies()).toEqual([teaser]);
    });

    test('that come when their item was normalized already are dropped', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      await tick();
      later(61);
      await tick();
      await normalizeAll();
      await askAll();
      expect(normalizing).toEqual([]);
      expect(await outcomes()).toEqual([{ outcome: 'late', status: null }]);
      expect(await events()).toEqual(['created']);
    });

    test('are asked for by one job, however often it runs', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      await tick();
      asking.push(...asking);
      await askAll();
      await normalizeAll();
      expect(asked()).toEqual(['/robots.txt', '/ferry']);
      expect(await events()).toEqual(['created']);
    });

    test('are asked for again where the job was lost', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      await tick();
      const lost = asking.splice(0);
      await tick();
      expect(asking).toEqual([]);
      later(20);
      await tick();
      expect(asking).toHaveLength(1);
      await askAll();
      asking.push(...lost);
      await askAll();
      await normalizeAll();
      expect(asked()).toEqual(['/robots.txt', '/ferry']);
      expect((await bodies())[0]).toContain('plank 7 of the deck');
    });

    test('are not lost with the job that normalizes their item', async () => {
      await receive([item('ferry')]);
      await normalizeAll();
      expect(await reclaimWaitingBatches(store.pool, new Date(start.getTime() + 1000), now, 10)).toEqual([]);
      await tick();
      later(5);
      await askAll();
      const lost = normalizing.splice(0);
      normalizing.push(...(await reclaimWaitingBatches(store.pool, new Date(now.getTime() + 1), now, 10)));
      expect(normalizing).toEqual(lost);
      await normalizeAll();
      expect((await bodies())[0]).toContain('plank 7 of the deck');
    });

    describe('by robots.txt', () => {
      test.each<[string, Answer, string]>([
        [
          'that forbids all robots',
          { status: 200, type: 'text/plain', body: 'User-agent: *\nDisallow: /' },
          'robots',
        ],
        [
          'that forbids us',
          { status: 200, type: 'text/plain', body: 'User-agent: wiredesk\nDisallow: /f*y$' },
          'robots',
        ],
        ['of a server that fails', { status: 503 }, 'robots'],
        [
          'that allows them',
          { status: 200, type: 'text/plain', body: 'User-agent: *\nDisallow: /admin' },
          'fetched',
        ],
        [
          'that allows us alone',
          {
            status: 200,
            type: 'text/plain',
            body: 'User-agent: *\nDisallow: /\n\nUser-agent: Wiredesk\nAllow: /',
          },
          'fetched',
        ],
        ['that is forbidden itself', { status: 403 }, 'fetched'],
        [
          'that is longer than 500 KiB',
          {
            status: 200,
            type: 'text/plain',
            body: `User-agent: *\nDisallow: /ferry\n${'# more\n'.repeat(100_000)}`,
          },
          'robots',
        ],
      ])('%s', async (_, answer, outcome) => {
        answers.set('/robots.txt', answer);
        await receive([item('ferry')]);
        await runThrough();
        expect((await outcomes()).map((one) => one.outcome)).toEqual([outcome]);
      });

      test('that is asked for once a day, before more than one page of its host', async () => {
        answers.set('/tram', { status: 200, body: page(story) });
        await receive([item('ferry'), { ...item('tram'), title: 'Trams stand still' }]);
        await normalizeAll();
        await tick();
        expect(asking).toHaveLength(1);
        await askAll();
        await tick();
        await askAll();
        expect(asked()).toEqual(['/robots.txt', '/ferry', '/tram']);
        later(86_399);
        await receive([{ ...item('bus', '/ferry?1'), title: 'Buses late' }]);
        await runThrough();
        later(86_400);
        await receive([{ ...item('bike', '/ferry?2'), title: 'Bikes stolen' }]);
        await runThrough();
        expect(asked().slice(3)).toEqual(['/ferry?1', '/robots.txt', '/ferry?2']);
      });

      test('of the place where a redirect leads', async () => {
        answers.set('/robots.txt', {
          status: 200,
          type: 'text/plain',
          body: 'User-agent: *\nDisallow: /secret',
        });
        answers.set('/ferry', { status: 301, headers: { location: '/secret/ferry' } });
        await receive([item('ferry')]);
        await runThrough();
        expect(await outcomes()).toEqual([{ outcome: 'robots', status: null }]);
        expect(asked()).toEqual(['/robots.txt', '/ferry']);
      });

      test('that was known holds while its server fails', async () => {
        answers.set('/robots.txt', {
          status: 200,
          type: 'text/plain',
          body: 'User-agent: *\nDisallow: /secret',
        });
        await receive([item('ferry')]);
        await runThrough();
        answers.set('/robots.txt', { status: 500 });
        answers.set('/ferry?1', { status: 200, body: page(story) });
        later(90_000);
        await receive([{ ...item('bus', '/ferry?1'), title: 'Buses late' }]);
        await runThrough();
        expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['fetched', 'fetched']);
      });

      test('spaces requests as it asks to, within bounds', async () => {
        answers.set('/robots.txt', {
          status: 200,
          type: 'text/plain',
          body: 'User-agent: *\nCrawl-delay: 5\nDisallow:',
        });
        await receive([
          item('ferry'),
          { ...item('tram', '/ferry?1'), title: 'Trams stand still' },
          { ...item('bus', '/ferry?2'), title: 'Buses late' },
        ]);
        await normalizeAll();
        await tick();
        await askAll();
        await tick();
        expect(asking).toHaveLength(1);
        await askAll();
        later(4);
        await tick();
        expect(asking).toEqual([]);
        later(5);
        await tick();
        expect(asking).toHaveLength(1);
      });
    });

    test('of one host start apart, and no more of them are in hand than the limit says', async () => {
      await store.pool.query("insert into robots values ($1, 'all', null, null, $2)", [
        server.url,
        new Date(start.getTime() + 86_400_000),
      ]);
      await receive(Array.from({ length: 5 }, (_, n) => ({ ...item(`ferry?${n}`), title: `Ferry ${n}` })));
      await normalizeAll();
      await tick({ perHost: 2, spacingMs: 200 });
      expect(asking).toHaveLength(2);
      const { rows } = await store.pool.query<{ at: Date }>(
        'select starts_at as at from page_waits where claim > 0 order by 1',
      );
      expect(rows.map(({ at }) => at.getTime() - start.getTime())).toEqual([0, 200]);
      await tick({ perHost: 2, spacingMs: 200 });
      expect(asking).toHaveLength(2);
    });
  });
});

function page(content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry runs again</title></head>
<body><main><article><h1>Ferry runs again</h1>${content}</article></main></body></html>`;
}
