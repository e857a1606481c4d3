import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { articleRecordSchema } from '../../src/api/article-schema.ts';
import type { ArticleVersion } from '../../src/domain/article-version.ts';
import type { MatchedBy } from '../../src/domain/identity.ts';
import {
  insertArticles,
  insertRevisions,
  insertSightings,
  reserveArticleIds,
  reviseArticles,
} from '../../src/store/article-versions.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { articleContent, feedDefinition } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

const firstSeen = Date.parse('2026-03-01T00:00:00.000Z');
const hourMs = 3_600_000;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`articles on the ${name}`, () => {
    let store: TestStore;
    let app: App;
    let courier: string;
    let gazette: string;
    let ids: string[];

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool);
      const { added } = await addFeeds(
        store.pool,
        [
          feedDefinition({ url: 'https://courier.example/feed.xml', outlet: 'The Courier' }),
          feedDefinition({ url: 'https://gazette.example/feed.xml', key: 'gazette', outlet: 'The Gazette' }),
        ],
        new Date(firstSeen),
      );
      [courier, gazette] = added.map((feed) => feed.id) as [string, string];
      ids = await reserveArticleIds(store.pool, 12);
      await insertArticles(store.pool, ids.map(versionAt));
      await insertSightings(
        store.pool,
        ids.map((id, index) => sighting(id, feedOf(index), 'new', index)),
      );
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    const feedOf = (index: number) => (index % 2 === 0 ? courier : gazette);

    function versionAt(id: string, index: number): ArticleVersion {
      const seenAt = new Date(firstSeen + index * hourMs);
      const content = articleContent({
        url: `https://www.courier.example/story-${index}`,
        title: index === 3 ? 'Ferry timetable changes' : `Harbour report ${index}`,
        section: index < 4 ? 'Local' : null,
        language: ['en', 'en-GB', 'pt-BR', null][index % 4] ?? null,
      });
      return {
        id,
        revision: 1,
        itemId: id,
        feedId: feedOf(index),
        content,
        removed: [],
        class: null,
        firstSeenAt: seenAt,
        changedAt: seenAt,
      };
    }

    function sighting(articleId: string, feedId: string, matchedBy: MatchedBy, hour: number) {
      const key = `${feedId}-${articleId}`;
      const keyHash = Buffer.from(key.padEnd(16).slice(0, 16));
      return {
        feedId,
        keyHash,
        key,
        articleId,
        url: null,
        matchedBy,
        seenAt: new Date(firstSeen + hour * hourMs),
      };
    }

    const positions = async (query: string) => {
      const { status, body } = await call(app, `/v1/articles?${query}`);
      expect(status).toBe(200);
      return body.articles.map(({ id }: { id: string }) => ids.indexOf(id));
    };

    test('come newest first', async () => {
      expect(await positions('limit=50')).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    });

    test('come in the shape of the contract', async () => {
      const { body } = await call(app, '/v1/articles?limit=1');
      expect(body.articles[0]).toEqual({
        id: ids[11],
        revision: 1,
        ...articleContent({
          url: 'https://www.courier.example/story-11',
          title: 'Harbour report 11',
          language: null,
        }),
        firstSeenAt: '2026-03-01T11:00:00.000Z',
        source: { feedId: gazette, feed: 'gazette', outlet: 'The Gazette', domain: 'courier.example' },
        story: null,
        killed: null,
      });
    });

    test.each([1, 5, 6, 12])('can be paged through without gap or double, %i at a time', async (limit) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { body } = await call(app, `/v1/articles?limit=${limit}${after ? `&after=${after}` : ''}`);
        seen.push(...body.articles.map(({ id }: { id: string }) => id));
        after = body.next;
      } while (after !== null);
      expect(seen).toEqual(ids.toReversed());
    });

    test('can be paged through while newer ones arrive', async () => {
      const { body: first } = await call(app, '/v1/articles?limit=6');
      const [late = ''] = await reserveArticleIds(store.pool, 1);
      await insertArticles(store.pool, [versionAt(late, 12)]);
      const { body: second } = await call(app, `/v1/articles?limit=6&after=${first.next}`);
      await store.pool.query('delete from articles where id = $1', [late]);
      expect([...first.articles, ...second.articles].map(({ id }) => id)).toEqual(ids.toReversed());
    });

    test.each([
      ['section=Local', [3, 2, 1, 0]],
      ['section=local', []],
      ['lang=en', [9, 8, 5, 4, 1, 0]],
      ['lang=EN-gb', [9, 5, 1]],
      ['lang=pt', [10, 6, 2]],
      ['q=ferry', [3]],
      ['q=%22timetable+ferry%22', []],
      ['q=ferry+or+report&since=2026-03-01T10:00:00Z', [11, 10]],
      ['q=harbour+-report', [3]],
      ['since=2026-03-01T03:00:00Z&until=2026-03-01T05:00:00Z', [4, 3]],
      ['since=2026-03-01T12:00:00%2B02:00', [11, 10]],
      ['outlet=The+Gazette', [11, 9, 7, 5, 3, 1]],
      ['section=Local&outlet=The+Courier&lang=en', [0]],
    ])('can be filtered by %s', async (query, expected) => {
      expect(await positions(query)).toEqual(expected);
    });

    test('can be filtered by a feed that ran them, even if another brought them first', async () => {
      await insertSightings(store.pool, [sighting(ids[0] ?? '', gazette, 'text', 20)]);
      expect(await positions(`feed=${gazette}`)).toEqual([11, 9, 7, 5, 3, 1, 0]);
      await store.pool.query("delete from sightings where matched_by = 'text'");
    });

    test('keep their source when its feed is gone', async () => {
      await store.pool.query('update feeds set removed_at = now() where id = $1', [gazette]);
      const { body } = await call(app, `/v1/articles/${ids[1]}`);
      await store.pool.query('update feeds set removed_at = null where id = $1', [gazette]);
      expect(body.source.outlet).toBe('The Gazette');
    });

    test('come one by one with revisions, sightings and what was removed', async () => {
      const id = ids[5] ?? '';
      const before = versionAt(id, 5);
      const changedAt = new Date(firstSeen + 30 * hourMs);
      const content = { ...before.content, title: 'Harbour report 5, corrected' };
      const removed = [{ rule: 'boilerplate', text: 'Share this story' }];
      await insertRevisions(store.pool, [before]);
      await reviseArticles(store.pool, [{ ...before, revision: 2, content, removed, changedAt }]);
      await insertSightings(store.pool, [sighting(id, courier, 'text', 31)]);

      const { status, body } = await call(app, `/v1/articles/${id}`);
      expect(status).toBe(200);
      expect(articleRecordSchema.parse(body)).toMatchObject({
        revision: 2,
        title: 'Harbour report 5, corrected',
        removed,
        revisions: [
          { revision: 2, changedAt: '2026-03-02T06:00:00.000Z' },
          { revision: 1, changedAt: '2026-03-01T05:00:00.000Z' },
        ],
        sightings: [
          { feedId: gazette, outlet: 'The Gazette', matchedBy: 'new' },
          { feedId: courier, outlet: 'The Courier', matchedBy: 'text' },
        ],
      });

      const first = await call(app, `/v1/articles/${id}/revisions/1`);
      expect(first.body).toMatchObject({
        id,
        revision: 1,
        title: 'Harbour report 5',
        changedAt: '2026-03-01T05:00:00.000Z',
      });
      const second = await call(app, `/v1/articles/${id}/revisions/2`);
      expect(second.body).toMatchObject({
        id,
        revision: 2,
        title: 'Harbour report 5, corrected',
        changedAt: '2026-03-02T06:00:00.000Z',
      });
    });

    test.each(['/v1/articles/999999', '/v1/articles/999999/revisions/1'])(
      'that do not exist are a 404: %s',
      async (url) => {
        const { status, body } = await call(app, url);
        expect([status, body.code]).toEqual([404, 'not-found']);
      },
    );

    test('have no revision that never was', async () => {
      const { status } = await call(app, `/v1/articles/${ids[0]}/revisions/2`);
      expect(status).toBe(404);
    });
  });
}
