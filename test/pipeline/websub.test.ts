import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import type { WebsubRouteDeps } from '../../src/api/websub-routes.ts';
import { createFetcher, type Fetcher } from '../../src/fetch/fetcher.ts';
import { createPoster, type Poster } from '../../src/fetch/poster.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import { readPush } from '../../src/pipeline/read-push.ts';
import { scheduleWebsub } from '../../src/pipeline/schedule-websub.ts';
import { subscribeFeed } from '../../src/pipeline/subscribe-feed.ts';
import type { JobName, JobPayload } from '../../src/queue/jobs.ts';
import type { Producer } from '../../src/queue/producer.ts';
import { addFeeds, changeFeed } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { listFetches } from '../../src/store/fetches.ts';
import { adoptCallbackUrl } from '../../src/store/hub-subscriptions.ts';
import { findWaitingItems } from '../../src/store/items.ts';
import { openApi } from '../api/api-under-test.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { type Hub, startHub } from '../support/hub.ts';
import { stores, type TestStore } from '../support/store.ts';

const start = Date.parse('2026-03-01T12:00:00.000Z');
const never = new AbortController().signal;
const limits = {
  userAgent: 'Wiredesk/test',
  timeoutMs: 5000,
  connectTimeoutMs: 2000,
  headersTimeoutMs: 2000,
  maxBodyBytes: 100_000,
  maxHeaderBytes: 16_384,
  maxRedirects: 2,
  connectionsPerHost: 4,
  ports: [80, 443],
  allowHosts: ['127.0.0.1'],
};
const schedule = {
  intervalSeconds: 900,
  minIntervalSeconds: 60,
  slowestSeconds: 3600,
  maxIntervalSeconds: 86_400,
  fullFetchHours: 24,
  moveAdoptDays: 7,
  jitterRatio: 0,
  backoffCeilingSeconds: 43_200,
  pushedSeconds: 14_400,
};
const leaseSeconds = 864_000;
const published = new Date(start - 30 * 3_600_000).toUTCString();

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`feeds with a hub, on the ${name}`, () => {
    let store: TestStore;
    let app: App;
    let hub: Hub;
    let publisher: HttpServer;
    let fetcher: Fetcher;
    let poster: Poster;
    let callbackUrl: string;
    let websubDeps: WebsubRouteDeps;
    /** Milliseconds since 1970. */
    let clock = start;
    let shown: number[] = [];
    let hubNamed: string | null = null;
    let linkHeader: string | null = null;
    let isDown = false;
    let isQueueAway = false;
    let jobs: { name: JobName; payload: JobPayload<JobName> }[] = [];
    let secrets = 0;
    const randomToken = () => {
      secrets += 1;
      return `secret-${secrets}`;
    };

    const now = () => new Date(clock);
    const metrics = createMetrics();
    const observer = createObserver(createLogger('silent', 'test'), metrics, () => clock);
    const producer: Producer = {
      enqueue: async (queue, payloads) => {
        if (isQueueAway) throw new Error('the queue is away');
        const added = payloads.map((payload) => ({ name: queue, payload }));
        jobs.push(...added.filter((job) => !jobs.some((known) => isDeepStrictEqual(known, job))));
      },
      countJobs: () => expect.fail('nobody asked for counts'),
      close: async () => undefined,
    };

    beforeAll(async () => {
      store = await open();
      hub = await startHub();
      publisher = await startHttpServer((_request, response) => {
        if (isDown) response.statusCode = 500;
        if (linkHeader !== null) response.setHeader('link', linkHeader);
        response.setHeader('content-type', 'application/rss+xml').end(feedOf(shown));
      });
      fetcher = createFetcher(limits);
      poster = createPoster(limits);
      websubDeps = {
        db: store.pool,
        producer,
        observer,
        now,
        leaseSeconds,
        maxBodyBytes: limits.maxBodyBytes,
        rateLimitPerMinute: 100_000,
      };
      app = await openApi(store.pool, { now, websub: websubDeps });
      await app.listen({ port: 0, host: '127.0.0.1' });
      callbackUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/websub`;
    });
    afterAll(async () => {
      await app?.close();
      await fetcher?.close();
      await poster?.close();
      await Promise.all([hub, publisher].map((server) => server?.close()));
      await store?.close();
    });
    beforeEach(async () => {
      await store.pool.query('truncate hosts, feeds restart identity cascade');
      clock = start;
      shown = [1];
      hubNamed = hub.url;
      linkHeader = null;
      jobs = [];
      hub.asked.length = 0;
      hub.answerWith(202);
      await addFeeds(store.pool, [feedDefinition({ url: `${publisher.url}/feed` })], now());
    });

    function feedOf(ids: number[]): string {
      const items = ids
        .map(
          (id) => `<item><guid>${id}</guid><title>Report ${id}</title><pubDate>${published}</pubDate></item>`,
        )
        .join('');
      const link = hubNamed === null ? '' : `<atom:link rel="hub" href="${hubNamed}"/>`;
      return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
        ${link}<atom:link rel="self" href="${publisher.url}/self"/>${items}</channel></rss>`;
    }

    const feed = async () =>
      (await findFeed(store.pool, `${publisher.url}/feed`)) ?? expect.fail('there is no feed');

    async function poll() {
      await store.pool.query('update polling set due_at = $1', [now()]);
      const [claim] = await claimDueFeeds(store.pool, now(), claimLimits);
      if (!claim) return expect.fail('no feed is due');
      const websub = { callbackUrl, randomToken };
      const deps = {
        db: store.pool,
        fetcher,
        parse: parseFeed,
        producer,
        observer,
        schedule,
        websub,
        hosts: [],
        now,
      };
      await fetchFeed({ ...deps, random: () => 0.5 }, claim, never);
      return feed();
    }

    /** One tick of the scheduler, and all that it enqueued. */
    async function tick() {
      await scheduleWebsub({ db: store.pool, producer, now });
      for (const job of jobs.splice(0)) await run(job);
    }

    async function run({ name: queue, payload }: (typeof jobs)[number]) {
      const deps = { db: store.pool, poster, parse: parseFeed, producer, observer, now, leaseSeconds };
      if (queue === 'subscribe') await subscribeFeed(deps, payload as JobPayload<'subscribe'>, never);
      if (queue === 'push') await readPush(deps, (payload as JobPayload<'push'>).push);
    }

    /** The feed polled, its hub asked, and the hub's promise. */
    async function subscribe() {
      await poll();
      await tick();
      expect((await hub.verify()).status).toBe(200);
    }

    /** A hub that has proved itself. */
    async function subscribeAndPush() {
      await subscribe();
      clock += 60_000;
      await hub.deliver(feedOf([2]));
      await tick();
    }

    async function titles(): Promise<string[]> {
      const { rows } = await store.pool.query<{ batch: string }>('select distinct batch from waiting_items');
      const waiting = await findWaitingItems(
        store.pool,
        rows.map(({ batch }) => batch),
        100,
      );
      return waiting.map(({ item }) => item.title ?? '');
    }

    const secondsUntilDue = async () => (Date.parse((await feed()).dueAt) - clock) / 1000;

    test('ask it to push, confirm what they asked for, and show that', async () => {
      expect((await poll()).push).toEqual({
        state: 'pending',
        hub: hub.url,
        leaseUntil: null,
        pushedAt: null,
        fault: null,
      });
      await tick();
      expect(hub.asked).toEqual([
        {
          'hub.mode': 'subscribe',
          'hub.callback': expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/websub\/secret-\d+$/),
          'hub.topic': `${publisher.url}/self`,
          'hub.secret': expect.stringMatching(/^secret-\d+$/),
          'hub.lease_seconds': '864000',
        },
      ]);
      const verified = await hub.verify({ 'hub.lease_seconds': '1000' });
      expect([verified.status, await verified.text()]).toEqual([200, 'ch4llenge']);
      expect(verified.headers.get('content-type')).toMatch(/^text\/plain/);
      expect((await feed()).push).toMatchObject({
        state: 'confirmed',
        leaseUntil: new Date(start + 1_000_000).toISOString(),
      });
    });

    test('find the hub in headers, and follow it elsewhere', async () => {
      hubNamed = null;
      linkHeader = `<${hub.url}/first>; rel="hub", <https://courier.example/feed>; rel="self"`;
      await subscribe();
      expect(hub.asked.at(-1)).toMatchObject({ 'hub.topic': 'https://courier.example/feed' });
      const former = { ...hub.asked.at(-1) };
      linkHeader = `<${hub.url}/second>; rel="hub"`;
      shown = [1, 2];
      await poll();
      await tick();
      expect((await feed()).push).toMatchObject({ state: 'pending', hub: `${hub.url}/second` });
      expect(hub.asked.at(-1)?.['hub.secret']).not.toBe(former['hub.secret']);
      expect((await fetch(former['hub.callback'] ?? '', { method: 'POST', body: 'x' })).status).toBe(404);
      linkHeader = null;
      shown = [1, 2, 3];
      expect((await poll()).push).toBeNull();
    });

    test('do not confirm what they did not ask for', async () => {
      await poll();
      const { rows } = await store.pool.query('select token from hub_subscriptions');
      const early = `${callbackUrl}/${rows[0].token}?hub.mode=subscribe&hub.challenge=x&hub.topic=${publisher.url}/self`;
      expect((await fetch(early)).status).toBe(404);
      await tick();
      const refused = [
        await hub.verify({ 'hub.topic': 'https://other.example/feed' }),
        await hub.verify({ 'hub.mode': 'unsubscribe' }),
        await hub.verify({ 'hub.mode': 'destroy' }),
        await hub.verify({ 'hub.lease_seconds': '-1' }),
        await fetch(`${callbackUrl}/guessed?hub.mode=subscribe&hub.topic=x&hub.challenge=y`),
        await fetch(`${hub.asked[0]?.['hub.callback']}`),
        await fetch(`${callbackUrl}/guessed`, { method: 'POST', body: 'x' }),
      ];
      expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
      expect((await feed()).push).toMatchObject({ state: 'pending' });
    });

    test('are called under the public name, without a key, whether there are keys or not', async () => {
      await subscribe();
      const { pathname } = new URL(hub.asked[0]?.['hub.callback'] ?? '');
      const withKeys = await openApi(store.pool, { now, websub: websubDeps, settings: { requireKey: true } });
      for (const api of [app, withKeys]) {
        const called = await api.inject({ method: 'POST', url: pathname, headers: { host: 'wire.example' } });
        expect(called.statusCode).toBe(202);
      }
      const off = await openApi(store.pool);
      expect((await off.inject({ method: 'POST', url: pathname })).statusCode).toBe(404);
      await Promise.all([withKeys.close(), off.close()]);
    });

    test('take what is pushed as they take what is fetched', async () => {
      await subscribe();
      clock += 60_000;
      expect((await hub.deliver(feedOf([3, 2]), {}, 'sha512')).status).toBe(202);
      await tick();
      expect(jobs).toMatchObject([{ name: 'normalize' }]);
      expect(await titles()).toEqual(['Report 1', 'Report 2', 'Report 3']);
      const { id, push } = await feed();
      expect(push).toMatchObject({ state: 'working', pushedAt: now().toISOString() });
      expect((await listFetches(store.pool, id, 1))[0]).toMatchObject({
        outcome: 'pushed',
        itemsNew: 2,
        items: 2,
        url: hub.url,
      });
    });

    test('drop what is unsigned or wrongly signed, and do not say so', async () => {
      await subscribe();
      const answers = [
        await hub.deliver(feedOf([2]), { 'x-hub-signature': null }),
        await hub.deliver(feedOf([2]), { 'x-hub-signature': `sha256=${'0'.repeat(64)}` }),
        await hub.deliver(feedOf([2]), { 'x-hub-signature': `md5=${'0'.repeat(32)}` }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
      await tick();
      expect(await titles()).toEqual(['Report 1']);
      expect((await feed()).push?.state).toBe('confirmed');
    });

    test('refuse a body above the limit', async () => {
      await subscribe();
      expect((await hub.deliver('x'.repeat(limits.maxBodyBytes + 1))).status).toBe(413);
    });

    test('take the same items once, pushed twice and polled at the same moment', async () => {
      await subscribe();
      shown = [2, 1];
      await Promise.all([hub.deliver(feedOf([2])), hub.deliver(feedOf([2, 1]))]);
      await scheduleWebsub({ db: store.pool, producer, now });
      const pushes = jobs.splice(0).filter((job) => job.name === 'push');
      expect(pushes).toHaveLength(2);
      await Promise.all([...pushes, ...pushes].map(run).concat(poll().then(() => undefined)));
      expect(await titles()).toEqual(['Report 1', 'Report 2']);
    });

    test('are polled rarely once pushes have come, and as ever while they have not', async () => {
      await subscribe();
      expect(await secondsUntilDue()).toBe(3600);
      clock += 3_600_000;
      await poll();
      expect(await secondsUntilDue()).toBe(3600);
      await hub.deliver(feedOf([2]));
      await tick();
      shown = [2, 1];
      clock += 3_600_000;
      await poll();
      expect(await secondsUntilDue()).toBe(14_400);
    });

    test('keep their pace by what is pushed', async () => {
      await subscribe();
      clock += 3_600_000;
      await hub.deliver(feedOf([2, 3, 4, 5, 6, 7, 8, 9]));
      await tick();
      shown = [9, 8, 7, 6, 5, 4, 3, 2, 1];
      const { newPerHour, lastNewAt } = await poll();
      expect(newPerHour).toBeGreaterThan(2);
      expect(lastNewAt).toBe(now().toISOString());
      clock += 1000;
      shown = [9];
      expect((await poll()).newPerHour).toBeLessThan(newPerHour ?? 0);
    });

    test('keep what was pushed for the next poll that succeeds', async () => {
      await subscribe();
      clock += 3_600_000;
      await hub.deliver(feedOf([2, 3]));
      await tick();
      isDown = true;
      await poll();
      isDown = false;
      shown = [3, 2, 1];
      expect((await poll()).newPerHour).toBeGreaterThan(0.5);
    });

    test('are called no oftener than the limit allows', async () => {
      const limited = await openApi(store.pool, { now, websub: { ...websubDeps, rateLimitPerMinute: 2 } });
      const statuses: number[] = [];
      for (let call = 0; call < 3; call += 1)
        statuses.push((await limited.inject({ method: 'POST', url: '/websub/guessed' })).statusCode);
      await limited.close();
      expect(statuses).toEqual([404, 404, 429]);
    });

    test('are polled as ever when a poll finds what no push had brought', async () => {
      await subscribeAndPush();
      shown = [3, 2, 1];
      clock += 3_600_000;
      await poll();
      expect((await feed()).push?.state).toBe('unreliable');
      expect(await secondsUntilDue()).toBeLessThanOrEqual(3600);
    });

    test('trust a hub again whose push was late by minutes', async () => {
      await subscribeAndPush();
      shown = [3, 2, 1];
      clock += 3_600_000;
      await poll();
      clock += 60_000;
      await hub.deliver(feedOf([3]));
      await tick();
      expect((await feed()).push?.state).toBe('working');
    });

    test('renew before the lease ends, with the same secret, and stay subscribed', async () => {
      await subscribeAndPush();
      clock = start + 0.79 * leaseSeconds * 1000;
      await tick();
      expect(hub.asked).toHaveLength(1);
      clock = start + 0.81 * leaseSeconds * 1000;
      await tick();
      expect(hub.asked).toHaveLength(2);
      expect(hub.asked[1]).toEqual(hub.asked[0]);
      await hub.verify();
      expect((await feed()).push).toMatchObject({
        state: 'working',
        leaseUntil: new Date(clock + leaseSeconds * 1000).toISOString(),
      });
    });

    test('are polled as ever from the end of a lease on that could not be renewed', async () => {
      await subscribeAndPush();
      hub.answerWith(503);
      const end = start + leaseSeconds * 1000;
      clock = end - 5_000_000;
      shown = [2, 1];
      await poll();
      expect(Date.parse((await feed()).dueAt)).toBe(end);
      for (clock = end - 1_700_000; clock < end; clock += 500_000) await tick();
      expect(hub.asked.length).toBeGreaterThan(2);
      expect((await feed()).push).toMatchObject({ state: 'working', fault: expect.stringContaining('503') });
      clock = end;
      await tick();
      expect((await feed()).push).toMatchObject({
        state: 'lapsed',
        fault: expect.stringContaining('not today'),
      });
      shown = [2, 1, 0];
      await poll();
      expect(await secondsUntilDue()).toBeLessThanOrEqual(3600);
      hub.answerWith(202);
      clock += 86_400_000;
      await tick();
      await hub.verify();
      expect((await feed()).push).toMatchObject({ state: 'confirmed', fault: null });
    });

    test('are polled at once when the hub denies, and ask it again a week later', async () => {
      await subscribeAndPush();
      clock += 1000;
      const denied = await hub.verify({ 'hub.mode': 'denied', 'hub.reason': 'no such topic' });
      expect(denied.status).toBe(200);
      expect((await feed()).push).toMatchObject({
        state: 'denied',
        leaseUntil: null,
        fault: 'no such topic',
      });
      expect(await secondsUntilDue()).toBeLessThanOrEqual(0);
      clock += 8 * 86_400_000;
      await tick();
      expect(hub.asked).toHaveLength(2);
    });

    test('ask a hub that is down again and again, less and less often', async () => {
      hubNamed = 'http://127.0.0.1:9/';
      await poll();
      await tick();
      expect((await feed()).push).toMatchObject({ state: 'pending', fault: expect.stringMatching(/./) });
      const dueAfter = async () => {
        const { rows } = await store.pool.query('select due_at from hub_subscriptions');
        return (rows[0].due_at.getTime() - clock) / 1000;
      };
      expect(await dueAfter()).toBe(300);
      clock += 300_000;
      await tick();
      expect(await dueAfter()).toBe(600);
    });

    test('never ask a hub in the network of the server', async () => {
      hubNamed = 'http://10.0.0.1/hub';
      await poll();
      await tick();
      expect((await feed()).push?.fault).toContain('not a public address');
    });

    test('wait for a hub as long as it asks', async () => {
      hub.answerWith(429, { 'retry-after': '7200' });
      await poll();
      await tick();
      clock += 7_100_000;
      await tick();
      expect(hub.asked).toHaveLength(1);
      clock += 200_000;
      await tick();
      expect(hub.asked).toHaveLength(2);
    });

    test('have what they do not understand of a push polled', async () => {
      await subscribeAndPush();
      clock += 1000;
      await hub.deliver('');
      await tick();
      expect(await secondsUntilDue()).toBeLessThanOrEqual(0);
      const { rows } = await store.pool.query('select count(*)::integer as waiting from pushes');
      expect(rows).toEqual([{ waiting: 0 }]);
    });

    test('have a flood of pushes polled', async () => {
      await subscribe();
      clock += 1000;
      for (let id = 10; id < 40; id += 1) expect((await hub.deliver(feedOf([id]))).status).toBe(202);
      expect(await secondsUntilDue()).toBeLessThanOrEqual(0);
      await tick();
      expect((await titles()).length).toBe(21);
    });

    test('tell the hub to stop when they are paused, and ask anew when they are not', async () => {
      await subscribe();
      const { id } = await feed();
      const definition = feedDefinition({ url: `${publisher.url}/feed` });
      await changeFeed(store.pool, id, { ...definition, paused: true }, now());
      expect((await hub.deliver(feedOf([2]))).status).toBe(410);
      expect((await hub.verify()).status).toBe(404);
      await tick();
      expect(hub.asked).toHaveLength(1);
      await changeFeed(store.pool, id, definition, now());
      await tick();
      expect(hub.asked).toHaveLength(2);
    });

    test('forget the hub of the address they had', async () => {
      await subscribe();
      const { id } = await feed();
      const definition = feedDefinition({ url: `${publisher.url}/other` });
      await changeFeed(store.pool, id, definition, now());
      expect((await hub.deliver(feedOf([2]))).status).toBe(404);
    });

    test('are read as soon as a hub has pushed, before any tick', async () => {
      await subscribe();
      await hub.deliver(feedOf([2]));
      expect(jobs.map((job) => job.name)).toEqual(['push']);
      for (const job of jobs.splice(0)) await run(job);
      expect(await titles()).toEqual(['Report 1', 'Report 2']);
    });

    test('are read by the next tick where the queue was away when the hub pushed', async () => {
      await subscribe();
      isQueueAway = true;
      expect((await hub.deliver(feedOf([2]))).status).toBe(202);
      isQueueAway = false;
      expect(jobs).toEqual([]);
      await tick();
      expect(await titles()).toEqual(['Report 1', 'Report 2']);
    });

    test('lose no push whose job is lost', async () => {
      await subscribe();
      await hub.deliver(feedOf([2]));
      await scheduleWebsub({ db: store.pool, producer, now });
      jobs = [];
      await tick();
      expect(await titles()).toEqual(['Report 1']);
      clock += 61_000;
      await tick();
      expect(await titles()).toEqual(['Report 1', 'Report 2']);
    });

    test('ask anew when the callback address has changed', async () => {
      await subscribe();
      await adoptCallbackUrl(store.pool, callbackUrl, now());
      await tick();
      expect(hub.asked).toHaveLength(1);
      await adoptCallbackUrl(store.pool, 'https://wire.example/websub', now());
      await tick();
      expect(hub.asked[1]?.['hub.callback']).toMatch(/^https:\/\/wire\.example\/websub\/secret-/);
    });

    afterEach(async () => {
      const { rows } = await store.pool.query(
        'select count(*)::integer as claimed from polling where claimed_until is not null',
      );
      expect(rows).toEqual([{ claimed: 0 }]);
    });
  });
}
