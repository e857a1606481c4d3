import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findArticles, listArticles } from '../../src/store/articles.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';

const everything = {
  after: null,
  feedId: null,
  outlet: null,
  section: null,
  language: null,
  query: null,
  since: null,
  until: null,
};

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`articles read from the ${name}`, () => {
    let store: TestStore;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store?.close());

    test('take their domain from their address, and from their feed where they have none', async () => {
      const withUrl = await insertTestArticle(store.pool, { url: 'https://www.harbour.example:8443/a' });
      const without = await insertTestArticle(store.pool, { url: null });
      const found = await findArticles(store.pool, [withUrl, without]);
      expect(found.get(withUrl)?.source.domain).toBe('harbour.example');
      expect(found.get(without)?.source.domain).toBe('courier.example');
    });

    test('are found by id, each once, and unknown ids are left out', async () => {
      const id = await insertTestArticle(store.pool);
      expect([...(await findArticles(store.pool, [id, id, '999999'])).keys()]).toEqual([id]);
      expect(await findArticles(store.pool, [])).toEqual(new Map());
    });

    test('are found by words in any script that their text separates by spaces', async () => {
      const id = await insertTestArticle(store.pool, { bodyText: 'Гавань снова открыта' });
      const found = await listArticles(store.pool, { ...everything, query: 'гавань' }, 10);
      expect(found.map((article) => article.id)).toEqual([id]);
    });

    test.each(['" or (', '-', '!', "'; drop table articles; --", '\\'])(
      'are searched by whatever is typed: %s',
      async (query) => {
        expect(await listArticles(store.pool, { ...everything, query }, 10)).toEqual([]);
      },
    );
  });
}
