import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import type { EventType } from '../../src/domain/event.ts';
import { insertSightings } from '../../src/store/article-versions.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { listFeeds } from '../../src/store/feeds.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

const start = Date.parse('2026-03-01T00:00:00.000Z');
const types: EventType[] = ['created', 'updated', 'killed'];
const count = 20;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`the event log over HTTP on the ${name}`, () => {
    let store: TestStore;
    let app: App;
    let articleId: string;
    let feedId: string;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool);
      articleId = await insertTestArticle(store.pool, { title: 'Bridge closed' });
      const unsighted = await insertTestArticle(store.pool, { title: 'Bridge open' });
      feedId = (await listFeeds(store.pool, { after: '0', limit: 1 }))[0]?.id ?? '';
      await insertSightings(store.pool, [
        {
          feedId,
          keyHash: Buffer.alloc(16),
          key: 'k',
          articleId,
          url: null,
          matchedBy: 'new',
          seenAt: new Date(start),
        },
      ]);
      const events = Array.from({ length: count }, (_, index) => ({
        type: types[index % 3] ?? 'created',
        articleId: index < 5 ? articleId : unsighted,
        revision: 1,
        changed: index % 3 === 1 ? ['title', 'bodyText'] : [],
        at: new Date(start + index * 60_000).toISOString(),
      }));
      await inTransaction(store.pool, (db) => appendEvents(db, events));
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    const cursorsOf = async (query: string) => {
      const { status, body } = await call(app, `/v1/events?${query}`);
      expect(status).toBe(200);
      return body.events.map(({ cursor }: { cursor: string }) => Number(cursor));
    };

    test.each([1, 7, 10, 20, 50])('can be read without gap or double, %i at a time', async (limit) => {
      const seen: number[] = [];
      let after = '0';
      for (let page = 0; page <= count; page += 1) {
        const { body } = await call(app, `/v1/events?after=${after}&limit=${limit}`);
        seen.push(...body.events.map(({ cursor }: { cursor: string }) => Number(cursor)));
        if (body.next === after) break;
        after = body.next;
      }
      expect(seen).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(after).toBe(String(count));
    });

    test('says what happened to which article and which fields changed', async () => {
      const { body } = await call(app, '/v1/events?after=1&limit=1');
      const event = {
        cursor: '2',
        type: 'updated',
        articleId,
        revision: 1,
        changed: ['title', 'bodyText'],
        at: '2026-03-01T00:01:00.000Z',
        storyId: null,
        class: null,
        reason: null,
      };
      expect(body).toEqual({ events: [event], next: '2' });
    });

    test('tells a reader who comes back too late that events are missing, and where to go on', async () => {
      await store.pool.query('update log_head set pruned_to = 4');
      const late = await call(app, '/v1/events?after=3');
      expect(late).toMatchObject({ status: 410, body: { code: 'cursor-expired', title: 'Gone' } });
      expect(late.body.detail).toContain('go on after 4');
      expect(await cursorsOf('after=4&limit=1')).toEqual([5]);
      expect(await cursorsOf('after=0&limit=1')).toEqual([1]);
      await store.pool.query('update log_head set pruned_to = 0');
    });

    test('brings the article along when asked to', async () => {
      const { body } = await call(app, '/v1/events?limit=1&include=article');
      expect(body.events[0].article).toMatchObject({ id: articleId, title: 'Bridge closed', story: null });
    });

    test('can be filtered by type', async () => {
      expect(await cursorsOf('types=created')).toEqual([1, 4, 7, 10, 13, 16, 19]);
      expect(await cursorsOf('types=killed,updated&limit=4')).toEqual([2, 3, 5, 6]);
    });

    test('can be filtered by time and feed', async () => {
      expect(await cursorsOf('since=2026-03-01T00:17:00Z')).toEqual([18, 19, 20]);
      expect(await cursorsOf(`feed=${feedId}`)).toEqual([1, 2, 3, 4, 5]);
      expect(await cursorsOf('feed=999999')).toEqual([]);
    });

    test('lets a reader skip what the filters left out', async () => {
      const { body } = await call(app, `/v1/events?feed=${feedId}`);
      expect(body.next).toBe(String(count));
    });

    test('refuses a cursor that it has not reached', async () => {
      const { status, body } = await call(app, `/v1/events?after=${count + 1}`);
      expect(status).toBe(400);
      expect(body.errors).toEqual([
        { in: 'query', place: 'after', message: 'after is "21"; use a cursor of this log, from 0 to 20' },
      ]);
    });
  });
}
