import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { noHistory } from '../../src/domain/polling-history.ts';
import { addFeeds, applyFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { stores, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

const now = new Date('2026-03-02T12:00:00.000Z');
const earlier = new Date('2026-03-01T00:00:00.000Z');

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`feeds over HTTP on the ${name}`, () => {
    let store: TestStore;
    let app: App;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool, { now: () => now });
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    const add = async (payload: object) => {
      const answer = await call(app, { method: 'POST', url: '/v1/feeds', payload });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer;
    };
    const patch = (id: string, payload: object) =>
      call(app, { method: 'PATCH', url: `/v1/feeds/${id}`, payload });

    test('are added and shown as they were written', async () => {
      const written = {
        url: 'https://tribune.example/rss',
        outlet: 'The Tribune',
        every: '90m',
        language: 'pt-br',
      };
      const { body, headers } = await add(written);
      expect(headers.location).toBe(`/v1/feeds/${body.id}`);
      expect(body).toEqual({
        ...written,
        id: body.id,
        key: 'https://tribune.example/rss',
        origin: 'operator',
        section: null,
        language: 'pt-BR',
        minEvery: null,
        maxEvery: null,
        cron: null,
        timezone: null,
        headers: {},
        rules: null,
        paused: false,
        fullText: null,
        title: null,
        siteUrl: null,
        dueAt: now.toISOString(),
        fetchedAt: null,
        succeededAt: null,
        outcome: null,
        failures: 0,
        failingSince: null,
        fault: null,
        state: 'new',
        stateSince: null,
        movedTo: null,
        lastNewAt: null,
        newPerHour: null,
        keyFallback: null,
        push: null,
        pages: null,
      });
      expect((await call(app, `/v1/feeds/${body.id}`)).body).toEqual(body);
    });

    test('never show what their headers hold', async () => {
      const secret = 'Bearer s3cret-of-the-feed';
      const { body } = await add({
        url: 'https://paid.example/rss',
        headers: { Authorization: secret, 'X-Client': 'desk' },
      });
      expect(body.headers).toEqual({ authorization: '•••', 'x-client': '•••' });
      const answers = await Promise.all([
        app.inject('/v1/feeds?limit=50'),
        app.inject(`/v1/feeds/${body.id}`),
        app.inject({ method: 'PATCH', url: `/v1/feeds/${body.id}`, payload: { outlet: 'Paid' } }),
        app.inject({
          method: 'POST',
          url: '/v1/feeds',
          payload: { url: 'https://paid.example/rss', headers: { a: secret } },
        }),
        app.inject({
          method: 'POST',
          url: '/v1/feeds',
          payload: { url: 'no', headers: { a: `${secret}\n`, [`b ${secret}`]: secret } },
        }),
        app.inject({
          method: 'PATCH',
          url: `/v1/feeds/${body.id}`,
          payload: { headers: { 'x y': secret, a: 7 } },
        }),
      ]);
      for (const answer of answers) expect(answer.payload).not.toContain('s3cret');
      expect((await findFeed(store.pool, body.id))?.headers['authorization']).toBe(secret);
    });

    test('keep the headers that a change sends back hidden, and lose those it sets to null', async () => {
      const { body } = await add({
        url: 'https://members.example/rss',
        headers: { authorization: 'one', 'x-a': 'two', 'x-b': 'three' },
      });
      const changed = await patch(body.id, { headers: { ...body.headers, 'X-A': null, 'X-B': 'four' } });
      expect(changed.status).toBe(200);
      expect((await findFeed(store.pool, body.id))?.headers).toEqual({ authorization: 'one', 'x-b': 'four' });
    });

    test('change only where the patch says so', async () => {
      const { body } = await add({
        url: 'https://echo.example/rss',
        outlet: 'Echo',
        every: '1h',
        rules: { tracking: { names: ['a'], prefixes: ['b'] } },
      });
      const rules = { tracking: { names: null, prefixes: ['c'] } };
      const changed = await patch(body.id, { outlet: null, paused: true, rules });
      expect(changed.body).toEqual({
        ...body,
        outlet: null,
        paused: true,
        rules: { tracking: { prefixes: ['c'] } },
      });
    });

    test('are refused with rules that nothing follows, new or changed', async () => {
      const rules = { byline: { leeds: { en: ['by'] } } };
      const payload = { url: 'https://ruled.example/rss', rules };
      const added = await call(app, { method: 'POST', url: '/v1/feeds', payload });
      expect([added.status, added.body.errors[0].place]).toEqual([400, 'rules.byline.leeds']);
      const { body } = await add({ url: 'https://ruled.example/rss' });
      const changed = await patch(body.id, { rules });
      expect([changed.status, changed.body.errors[0].place]).toEqual([400, 'rules.byline.leeds']);
    });

    test('swap one kind of schedule for the other', async () => {
      const { body } = await add({ url: 'https://hours.example/rss', every: '1h' });
      const daily = await patch(body.id, { cron: '0 6 * * *', timezone: 'Europe/Lisbon' });
      expect(daily.body).toMatchObject({ every: null, cron: '0 6 * * *', timezone: 'Europe/Lisbon' });
      const hourly = await patch(body.id, { every: '2h' });
      expect(hourly.body).toMatchObject({ every: '2h', cron: null, timezone: null });
      const paced = await patch(body.id, { minEvery: '5m', maxEvery: '6h' });
      expect(paced.body).toMatchObject({ every: null, minEvery: '5m', maxEvery: '6h' });
      expect((await patch(body.id, { minEvery: null })).body).toMatchObject({
        minEvery: null,
        maxEvery: '6h',
      });
      expect((await patch(body.id, { every: '2h' })).body).toMatchObject({ every: '2h', maxEvery: null });
    });

    test('take a merge patch by its media type too', async () => {
      const { body } = await add({ url: 'https://patch.example/rss' });
      const { status } = await call(app, {
        method: 'PATCH',
        url: `/v1/feeds/${body.id}`,
        headers: { 'content-type': 'application/merge-patch+json' },
        payload: '{"section":"World"}',
      });
      expect(status).toBe(200);
      expect((await findFeed(store.pool, body.id))?.section).toBe('World');
    });

    test('are refused with every fault named', async () => {
      const { status, body } = await call(app, {
        method: 'POST',
        url: '/v1/feeds',
        payload: { url: 'ftp://x.example', every: '0m', outlt: 'X' },
      });
      expect(status).toBe(400);
      expect(body.code).toBe('invalid-input');
      const places = body.errors.map((fault: { in: string; place: string }) => `${fault.in} ${fault.place}`);
      expect(places.toSorted()).toEqual(['body every', 'body outlt', 'body url']);
      const messages = body.errors.map((fault: { message: string }) => fault.message).join('\n');
      expect(messages).toContain('every is "0m"; use a whole number with s, m, h or d');
      expect(messages).toContain('outlt is not known; the nearest known key is outlet');
    });

    test.each([
      [{ url: 'https://nul.example/rss', outlet: 'a\0b' }, 'outlet'],
      [{ url: 'https://half.example/rss', rules: { x: ['\ud800'] } }, 'rules.x.0'],
    ])('are refused when the store could not hold them: %j', async (payload, place) => {
      const { status, body } = await call(app, { method: 'POST', url: '/v1/feeds', payload });
      expect([status, body.errors[0].place]).toEqual([400, place]);
    });

    test('are refused when they are nested without end', async () => {
      const rules = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
      const payload = `{"url":"https://deep.example/rss","rules":${rules}}`;
      const headers = { 'content-type': 'application/json' };
      const { status, body } = await call(app, { method: 'POST', url: '/v1/feeds', headers, payload });
      expect([status, body.detail]).toEqual([400, 'rules is nested deeper than 20 levels']);
    });

    test('are not added twice', async () => {
      const { body } = await add({ url: 'https://twice.example/rss', key: 'twice' });
      const again = await call(app, {
        method: 'POST',
        url: '/v1/feeds',
        payload: { url: 'https://twice.example/rss', outlet: 'Other' },
      });
      expect([again.status, again.body.code]).toEqual([409, 'conflict']);
      const other = await add({ url: 'https://other.example/rss' });
      const moved = await patch(other.body.id, { url: body.url });
      expect([moved.status, moved.body.code]).toEqual([409, 'conflict']);
    });

    test('of config/feeds.yaml are changed there and nowhere else', async () => {
      await applyFeeds(
        store.pool,
        [feedDefinition({ url: 'https://file.example/rss', key: 'from-file' })],
        earlier,
      );
      const id = (await findFeed(store.pool, 'from-file'))?.id ?? '';
      for (const request of [
        { method: 'PATCH', url: `/v1/feeds/${id}`, payload: { paused: true } },
        { method: 'DELETE', url: `/v1/feeds/${id}` },
      ] as const) {
        const { status, body } = await call(app, request);
        expect(status).toBe(409);
        expect(body.detail).toContain('config/feeds.yaml');
      }
      expect((await findFeed(store.pool, 'from-file'))?.paused).toBe(false);
    });

    test('are removed once', async () => {
      const { body } = await add({ url: 'https://gone.example/rss' });
      const remove = () => call(app, { method: 'DELETE', url: `/v1/feeds/${body.id}` });
      expect(await remove()).toMatchObject({ status: 204, body: null });
      expect((await remove()).status).toBe(404);
      expect((await call(app, `/v1/feeds/${body.id}`)).status).toBe(404);
    });

    test('are found by their id, even when the key of another looks like it', async () => {
      const { body: first } = await add({ url: 'https://first.example/rss' });
      const { body: second } = await add({ url: 'https://second.example/rss', key: first.id });
      expect(second.key).toBe(first.id);
      expect((await call(app, `/v1/feeds/${first.id}`)).body.url).toBe('https://first.example/rss');
      await call(app, { method: 'DELETE', url: `/v1/feeds/${first.id}` });
      expect((await call(app, `/v1/feeds/${first.id}`)).status).toBe(404);
      expect((await call(app, '/v1/feeds/0')).status).toBe(404);
    });

    test('become due when they are asked to be fetched, unless they are paused', async () => {
      const { added } = await addFeeds(
        store.pool,
        [
          feedDefinition({ url: 'https://later.example/rss' }),
          feedDefinition({ url: 'https://paused.example/rss', paused: true }),
        ],
        new Date('2030-01-01T00:00:00.000Z'),
      );
      const fetchNow = (id = '') => call(app, { method: 'POST', url: `/v1/feeds/${id}/fetch` });
      const answer = await fetchNow(added[0]?.id);
      expect([answer.status, answer.body.dueAt]).toEqual([202, now.toISOString()]);
      expect((await fetchNow(added[1]?.id)).status).toBe(409);
      expect((await fetchNow('999999')).status).toBe(404);
    });

    test('tell how their fetches went, newest first', async () => {
      const { added } = await addFeeds(
        store.pool,
        [feedDefinition({ url: 'https://log.example/rss' })],
        earlier,
      );
      const id = added[0]?.id ?? '';
      for (const minute of [1, 2]) {
        const startedAt = new Date(earlier.getTime() + minute * 60_000).toISOString();
        const claims = await claimDueFeeds(store.pool, now, claimLimits);
        const claim = claims.find(({ feedId }) => feedId === id) ?? { feedId: id, claim: '0' };
        const record = {
          startedAt,
          durationMs: 12,
          outcome: 'failed',
          code: 'dns',
          status: null,
          url: 'https://log.example/rss',
          bytes: 0,
          items: 0,
          message: 'no such host',
        };
        await settleFetch(store.pool, claim, {
          record,
          dueAt: earlier,
          host: 'log.example',
          validators: null,
          failures: minute,
          history: noHistory,
          state: 'failing',
          seen: null,
          items: [],
        });
      }
      const { body } = await call(app, `/v1/feeds/${id}/fetches`);
      expect(body.fetches.map(({ startedAt }: { startedAt: string }) => startedAt)).toEqual([
        '2026-03-01T00:02:00.000Z',
        '2026-03-01T00:01:00.000Z',
      ]);
      expect(body.fetches[0]).toMatchObject({ outcome: 'failed', code: 'dns', itemsNew: 0 });
      expect((await call(app, `/v1/feeds/${id}/fetches?limit=1`)).body.fetches).toHaveLength(1);
      expect((await call(app, '/v1/feeds/999999/fetches')).status).toBe(404);
    });

    test('can be paged through without gap or double', async () => {
      const all = (await call(app, '/v1/feeds?limit=50')).body.feeds.map(({ id }: { id: string }) => id);
      const seen: string[] = [];
      let after: string | null = '0';
      while (after !== null) {
        const { body }: { body: { feeds: { id: string }[]; next: string | null } } = await call(
          app,
          `/v1/feeds?limit=3&after=${after}`,
        );
        seen.push(...body.feeds.map(({ id }) => id));
        after = body.next;
      }
      expect(seen).toEqual(all);
      expect(new Set(seen).size).toBe(seen.length);
    });
  });
}
