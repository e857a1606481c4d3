import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import { searchArticles } from '../../src/pipeline/search-articles.ts';
import { everyArticle, findArticles, listArticles } from '../../src/store/articles.ts';
import { listFeedNames } from '../../src/store/feed-names.ts';
import { feedsMatching } from '../../src/topics/feeds-matching.ts';
import { matchesQuery } from '../../src/topics/match-query.ts';
import { searchedArticle } from '../../src/topics/searched-article.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { arbitraryContent, arbitraryQuery } from '../topics/arbitrary.ts';
import { queryOf } from '../topics/article.ts';

const articlesInStore = 60;

describe.each(stores)('a search in the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  let articles: Article[];

  beforeAll(async () => {
    if (!isAvailable) return;
    store = await open();
    const contents = fc.sample(arbitraryContent, { numRuns: articlesInStore, seed: 7 });
    const ids: string[] = [];
    for (const content of contents) ids.push(await insertTestArticle(store.pool, content));
    await store.pool.query("update feeds set outlet = 'The Wall', title = 'Port Storm'");
    await store.pool.query('update articles set revision = 2 where id % 3 = 0');
    await tellStory(store, ids.slice(0, 9));
    articles = [...(await findArticles(store.pool, ids)).values()];
  });
  afterAll(() => store?.close());

  test.skipIf(!isAvailable)('finds by its index alone exactly what matches in memory', async () => {
    const feeds = await listFeedNames(store.pool);
    await fc.assert(
      fc.asyncProperty(arbitraryQuery, async (source) => {
        const query = queryOf(source);
        const matching = {
          query,
          feedsOf: (phrase: Parameters<typeof feedsMatching>[0]) => feedsMatching(phrase, feeds),
        };
        const found = await listArticles(store.pool, { ...everyArticle, matching }, 1000);
        const wanted = articles.filter((article) => matchesQuery(query, searchedArticle(article)));
        expect(idsOf(found)).toEqual(idsOf(wanted));
      }),
      { numRuns: 120 },
    );
  });

  test.skipIf(!isAvailable)('finds what matches with stemming, page by page, newest first', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryQuery, fc.integer({ min: 1, max: 30 }), async (source, pageSize) => {
        const query = queryOf(source, 'en');
        const found: Article[] = [];
        for await (const { article } of searchArticles(store.pool, query, everyArticle, pageSize))
          found.push(article);
        const wanted = articles.filter((article) => matchesQuery(query, searchedArticle(article)));
        expect(idsOf(found)).toEqual(idsOf(wanted));
        expect(found.map(({ id }) => Number(id))).toEqual(
          found.map(({ id }) => Number(id)).toSorted((a, b) => b - a),
        );
      }),
      { numRuns: 20 },
    );
  });
});

function idsOf(found: Article[]): number[] {
  return found.map(({ id }) => Number(id)).toSorted((a, b) => a - b);
}

/** A story of these articles that the second leads. */
async function tellStory({ pool }: TestStore, ids: string[]): Promise<void> {
  await pool.query(
    `with told as (
       insert into stories (lead_id, size, created_at, changed_at) values ($1, $2, now(), now()) returning id
     )
     insert into story_members (article_id, story_id, reason, joined_at)
     select member, told.id, 'told so', now() from told, unnest($3::bigint[]) as member`,
    [ids[1], ids.length, ids],
  );
}
